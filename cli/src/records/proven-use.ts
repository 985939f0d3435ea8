import { recordKey, type Use } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import type { QuanchengClient } from '@quancheng/sdk';

/** A use as the organisations endorse it now. @throws RECORD_UNKNOWN, READ_… */
export async function readProvenUse(client: QuanchengClient, name: string): Promise<Use> {
  const key = recordKey('use', name);
  const value = (await client.readLedger([key])).get(key);
  if (value === undefined) throw new QuanchengError('RECORD_UNKNOWN', `there is no use ${name}`);
  // The contract wrote it in this form, and the organisations endorsed it.
  return value as unknown as Use;
}
