import { isServedKind, type RecordClient } from '@quancheng/sdk';
import type { RecordProof } from '@quancheng/verifier';

/** Evidence of a record or a collection, by its state key. */
export async function proveSubject(records: RecordClient, subject: string): Promise<RecordProof> {
  const separator = subject.indexOf('/');
  const kind = subject.slice(0, separator);
  const name = subject.slice(separator + 1);
  if (kind === 'collection') return await records.proveCollection(name);
  if (!isServedKind(kind)) throw new Error(`gateways serve no ${kind}`);
  return await records.prove(kind, name);
}
