import { peer } from '@hyperledger/fabric-protos';
import type { LedgerStore, StateWrite, TransactionPlace } from '../ledger/ledger-store.js';
import { PendingWrites } from './pending-writes.js';
import { hashedNamespace } from '../private/hashed-state.js';
import type { CollectionReadWriteSet, NamespaceReadWriteSet } from './transaction-parts.js';
import { type EnvelopeVerdict, type ValidationContext, validateEnvelope } from './validate-envelope.js';
import type { ValidationCode } from './validation-code.js';
import { validateReads } from './validate-reads.js';

const { TxValidationCode } = peer;

/** What a block does: one verdict per envelope, and what the valid ones write. */
export interface ValidatedBlock {
  readonly transactions: readonly TransactionPlace[];
  readonly writes: readonly StateWrite[];
}

/** Validates a block's envelopes in their order. The state is that after the block before. */
export async function validateBlock(
  number: number,
  envelopes: readonly Uint8Array[],
  store: LedgerStore,
  context: Omit<ValidationContext, 'isKnownTransaction'>,
): Promise<ValidatedBlock> {
  const isKnownTransaction = (transactionId: string) => store.transactionPlace(transactionId) !== undefined;
  const verdicts = envelopes.map((each) => validateEnvelope(each, { ...context, isKnownTransaction }));
  const codes = markDuplicates(verdicts);
  const snapshot = store.snapshot();
  try {
    const state = new PendingWrites(snapshot);
    const writes: StateWrite[] = [];
    for (const [transaction, { sets }] of verdicts.entries()) {
      if (codes[transaction] === TxValidationCode.VALID) {
        const code = await validateReads(sets, state);
        codes[transaction] = code;
        writes.push(
          ...(code === TxValidationCode.VALID
            ? collectWrites(sets, { block: number, transaction }, state)
            : []),
        );
      }
    }
    return { writes, transactions: verdicts.map((verdict, index) => place(verdict, codes, number, index)) };
  } finally {
    await snapshot.close();
  }
}

/** Of envelopes with one transaction id that are all valid in themselves, the first counts. */
function markDuplicates(verdicts: readonly EnvelopeVerdict[]): ValidationCode[] {
  const seen = new Set<string>();
  return verdicts.map(({ transactionId, code }) => {
    if (code !== TxValidationCode.VALID) {
      return code;
    }
    if (seen.has(transactionId)) {
      return TxValidationCode.DUPLICATE_TXID;
    }
    seen.add(transactionId);
    return code;
  });
}

/** The writes of a valid transaction's sets. */
export function writesOf(
  sets: readonly NamespaceReadWriteSet[],
  version: { block: number; transaction: number },
): StateWrite[] {
  return sets.flatMap(({ namespace, set, collections }) => [
    ...set.getWritesList().map((write) => {
      const value = write.getValue_asU8();
      const isDeletion = write.getIsDelete() || value.length === 0;
      return { namespace, key: write.getKey(), value: isDeletion ? undefined : value, version };
    }),
    ...collections.flatMap((collection) => hashedWritesOf(namespace, collection, version)),
  ]);
}

/** The hashes of private writes stand in the state, too, in a namespace of their own. */
function hashedWritesOf(
  namespace: string,
  { collection, set }: CollectionReadWriteSet,
  version: { block: number; transaction: number },
): StateWrite[] {
  const hashed = hashedNamespace(namespace, collection);
  return set.getHashedWritesList().map((write) => ({
    namespace: hashed,
    key: Buffer.from(write.getKeyHash_asU8()).toString('hex'),
    value: write.getIsDelete() ? undefined : write.getValueHash_asU8(),
    version,
    ...(write.getIsPurge() && { isPurge: true }),
  }));
}

function collectWrites(
  sets: readonly NamespaceReadWriteSet[],
  version: { block: number; transaction: number },
  state: PendingWrites,
): StateWrite[] {
  const writes = writesOf(sets, version);
  for (const write of writes) {
    state.add(write);
  }
  return writes;
}

function place(
  { transactionId }: EnvelopeVerdict,
  codes: readonly ValidationCode[],
  block: number,
  transaction: number,
): TransactionPlace {
  const validationCode = codes[transaction] ?? TxValidationCode.NOT_VALIDATED;
  return { transactionId, version: { block, transaction }, validationCode };
}
