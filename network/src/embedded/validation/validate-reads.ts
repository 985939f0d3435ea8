import type { ledger } from '@hyperledger/fabric-protos';
import { peer } from '@hyperledger/fabric-protos';
import { type Version, isSameVersion } from '../ledger/version.js';
import type { StateEntry } from '../ledger/state-snapshot.js';
import { RangeSummary, newRead } from '../simulation/range-summary.js';
import { formatVersion } from '../simulation/version-message.js';
import type { PendingWrites } from './pending-writes.js';
import { hashedNamespace } from '../private/hashed-state.js';
import type { CollectionReadWriteSet, NamespaceReadWriteSet } from './transaction-parts.js';
import type { ValidationCode } from './validation-code.js';

const { TxValidationCode } = peer;
type KVRead = ledger.rwset.kvrwset.KVRead;
type RangeQueryInfo = ledger.rwset.kvrwset.RangeQueryInfo;

/**
 * Holds what a transaction read against the committed state and the valid transactions before it in the block, in
 * Fabric's order: for each namespace the single reads, the range queries, then the reads of private keys by their hash.
 */
export async function validateReads(
  sets: readonly NamespaceReadWriteSet[],
  state: PendingWrites,
): Promise<ValidationCode> {
  for (const { namespace, set, collections } of sets) {
    if (!set.getReadsList().every((read) => isCurrent(namespace, read, state))) {
      return TxValidationCode.MVCC_READ_CONFLICT;
    }
    for (const range of set.getRangeQueriesInfoList()) {
      if (!(await isUnchanged(namespace, range, state))) {
        return TxValidationCode.PHANTOM_READ_CONFLICT;
      }
    }
    if (!collections.every((each) => isCollectionCurrent(namespace, each, state))) {
      return TxValidationCode.MVCC_READ_CONFLICT;
    }
  }
  return TxValidationCode.VALID;
}

function isCurrent(namespace: string, read: KVRead, state: PendingWrites): boolean {
  return isUnwritten(namespace, read.getKey(), readVersion(read), state);
}

function isCollectionCurrent(
  namespace: string,
  { collection, set }: CollectionReadWriteSet,
  state: PendingWrites,
): boolean {
  const hashed = hashedNamespace(namespace, collection);
  return set.getHashedReadsList().every((read) => {
    const key = Buffer.from(read.getKeyHash_asU8()).toString('hex');
    return isUnwritten(hashed, key, readVersion(read), state);
  });
}

/** True if the key still has the version that was read and no earlier transaction of the block wrote it. */
function isUnwritten(
  namespace: string,
  key: string,
  version: Version | undefined,
  state: PendingWrites,
): boolean {
  return !state.has(namespace, key) && isSameVersion(state.get(namespace, key)?.version, version);
}

function readVersion(read: Pick<KVRead, 'getVersion'>): Version | undefined {
  const version = read.getVersion();
  return version && { block: version.getBlockNum(), transaction: version.getTxNum() };
}

/** Repeats the query and compares its results, one by one or by their summary, with those of the simulation. */
async function isUnchanged(namespace: string, range: RangeQueryInfo, state: PendingWrites): Promise<boolean> {
  const expectedSummary = range.getReadsMerkleHashes();
  if (expectedSummary !== undefined && expectedSummary.getMaxDegree() < 2) {
    return false;
  }
  const summary = new RangeSummary(expectedSummary?.getMaxDegree());
  for await (const { key, version } of repeated(namespace, range, state)) {
    summary.add(newRead(key, formatVersion(version)));
  }
  const found = summary.finish();
  if ('summary' in found) {
    return expectedSummary !== undefined && isSameMessage(found.summary, expectedSummary);
  }
  const reads = range.getRawReads()?.getKvReadsList() ?? [];
  return (
    expectedSummary === undefined &&
    reads.length === found.reads.length &&
    reads.every((read, index) => isSameRead(read, found.reads[index]))
  );
}

/** A scan that was broken off ends with the last key seen, inclusive: what came after it was not read. */
async function* repeated(
  namespace: string,
  range: RangeQueryInfo,
  state: PendingWrites,
): AsyncGenerator<StateEntry> {
  const end = range.getEndKey();
  yield* state.range(namespace, range.getStartKey(), end);
  const last = range.getItrExhausted() ? undefined : state.get(namespace, end);
  if (last !== undefined) {
    yield { key: end, ...last };
  }
}

function isSameRead(left: KVRead, right: KVRead | undefined): boolean {
  return (
    right !== undefined &&
    left.getKey() === right.getKey() &&
    isSameVersion(readVersion(left), readVersion(right))
  );
}

function isSameMessage(
  left: { serializeBinary(): Uint8Array },
  right: { serializeBinary(): Uint8Array },
): boolean {
  return Buffer.from(left.serializeBinary()).equals(right.serializeBinary());
}
