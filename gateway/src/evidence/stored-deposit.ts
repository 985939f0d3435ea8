import { batchLeaf, QuanchengError } from '@quancheng/protocol';
import { headerLine, memberLines } from '../deposit/batch-body.js';
import { parseBatchHeader, type BatchHeader } from '../deposit/prepare-batch.js';
import { readRecord, type ReadDeposit } from '../deposit/prepare-record.js';
import { submissionKey } from '../deposit/submission-key.js';
import type { EvidenceLog, StoredSubmission } from '../log/index.js';
import { RecentlyUsed } from '../log/recently-used.js';
import { newBatchPaths, type BatchPaths } from './batch-tree.js';

/** A single record or a batch as the log keeps it. */
export type StoredDeposit = StoredRecord | StoredBatch;

export interface StoredRecord {
  readonly kind: 'record';
  readonly stored: StoredSubmission;
  readonly prepared: ReadDeposit;
}

export interface StoredBatch {
  readonly kind: 'batch';
  readonly stored: StoredSubmission;
  readonly header: BatchHeader;
  /** The members' canonical bytes. */
  readonly members: readonly Uint8Array[];
  readonly paths: BatchPaths;
}

/** Batches kept in memory, because their members are asked for one by one. */
const BATCHES_KEPT = 8;

/** Finds what was deposited. */
export interface StoredDeposits {
  /** @throws RECORD_UNKNOWN */
  find(participant: string, id: string): Promise<StoredDeposit>;
}

export function newStoredDeposits(log: EvidenceLog): StoredDeposits {
  const batches = new RecentlyUsed<string, StoredBatch>(BATCHES_KEPT);
  return {
    async find(participant, id) {
      const key = submissionKey(participant, id);
      const kept = batches.get(key);
      if (kept !== undefined) return kept;
      const found = await log.lookup(key);
      if (found === undefined)
        throw new QuanchengError('RECORD_UNKNOWN', `nothing deposited by ${participant} as ${id}`);
      const deposit = openStored(await log.record(found.first));
      if (deposit.kind === 'batch') batches.set(key, deposit);
      return deposit;
    },
  };
}

/** All of it was judged when it was taken, so members are only hashed here. */
function openStored(stored: StoredSubmission): StoredDeposit {
  const line = headerLine(stored.body);
  if (line === undefined) return { kind: 'record', stored, prepared: readRecord(stored.body) };
  const members = memberLines(stored.body);
  return {
    kind: 'batch',
    stored,
    header: parseBatchHeader(line),
    members,
    paths: newBatchPaths(members.map(batchLeaf)),
  };
}
