import { batchLeaf, encodeHex, type Envelope } from '@quancheng/protocol';
import type { AsyncSigner } from '../signer/async-signer.js';
import { signStatement } from '../signer/sign-payload.js';
import type { StatementContext } from '../statements/record-description.js';
import { newBatchStatement } from '../statements/record-statements.js';
import { newBatchTree } from './batch-tree.js';

/** One signature for many records. */
export interface SignedBatch {
  readonly envelope: Envelope;
  /** Each member statement's canonical bytes, in order. */
  readonly members: readonly Uint8Array[];
}

/**
 * Signs the root over member statements. Member i must have the id `<id>.<i>`, and audience and signers of the
 * context; the gateway refuses others.
 * @param members 1 to 10,000 statements' canonical bytes
 */
export async function signBatch(
  context: StatementContext,
  id: string,
  members: readonly Uint8Array[],
  signers: readonly AsyncSigner[],
): Promise<SignedBatch> {
  const { root } = newBatchTree(members.map(batchLeaf));
  const statement = newBatchStatement(context, { id, root: encodeHex(root), size: members.length });
  return { envelope: await signStatement(statement, signers), members };
}
