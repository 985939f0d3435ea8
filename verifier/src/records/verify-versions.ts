import type { StateAnswer } from '../ledger/ledger-answers.js';
import type { Tick } from '../read/endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { broken, digestOfValue, keyNumber, nameOf, recordForm, type RecordVersion } from './record-form.js';
import { newestTick, openStateReads, type FreshnessOptions, type StateReads } from './state-reads.js';

/** A record's history, proven whole. */
export interface RecordHistory {
  /** All versions, oldest first; none if the ledger held no such record. */
  readonly versions: readonly RecordVersion[];
  /** The history is whole as of this tick. */
  readonly asOf: Tick;
}

/**
 * Verifies that these are all versions of a record: each names the digest of the one before, up to the newest, which is
 * the record as the organisations that endorsed the reads hold it.
 * @param record its state key, for example `consent/bank/c1`
 * @throws HISTORY_BROKEN, READ_INCOMPLETE if a version wasn't asked for, READ_CONFLICT if the pages have different heads,
 *   READ_STALE; what verifyEndorsedRead throws
 */
export function verifyVersions(
  reads: readonly Uint8Array[],
  root: TrustRoot,
  record: string,
  freshness: FreshnessOptions = {},
): RecordHistory {
  return versionsIn(openStateReads(reads, root, freshness), record);
}

/** The same in reads that were verified. @throws HISTORY_BROKEN, READ_INCOMPLETE, READ_MALFORMED */
export function versionsIn(state: StateReads, record: string): RecordHistory {
  const present = state.answer(record, recordForm);
  const newest = newestVersion(present, record);
  const versions: RecordVersion[] = [];
  for (let number = 1; number < (newest?.version ?? 0); number += 1) {
    const version = pastVersion(state, record, number);
    if (version === undefined) throw broken(`version ${number} of ${record} is not there`);
    assertFollows(versions.at(-1), version);
    versions.push(version);
  }
  if (newest !== undefined) {
    assertFollows(versions.at(-1), newest);
    versions.push(newest);
  }
  return { versions, asOf: newestTick(present) };
}

/** The record as it is, which is its newest version; undefined if the ledger holds none. @throws HISTORY_BROKEN */
export function newestVersion(
  { written }: StateAnswer<RecordVersion>,
  record: string,
): RecordVersion | undefined {
  if (written === undefined) return undefined;
  assertOwn(written.value, record, written.value.version);
  return written.value;
}

/** A superseded version by its number; undefined if the ledger holds none. @throws READ_INCOMPLETE, HISTORY_BROKEN */
export function pastVersion(state: StateReads, record: string, number: number): RecordVersion | undefined {
  const value = state.answer(`version/${record}/${keyNumber(number)}`, recordForm).written?.value;
  if (value !== undefined) assertOwn(value, record, number);
  return value;
}

function assertOwn(value: RecordVersion, record: string, number: number): void {
  if (value.version !== number || value.id !== nameOf(record)) {
    throw broken(`version ${number} of ${record} is another one's`);
  }
  if ((value.previous === undefined) !== (number === 1)) throw broken(`version ${number}: previous`);
}

/** @throws HISTORY_BROKEN unless the later version names the digest of the one before, and is no older */
export function assertFollows(before: RecordVersion | undefined, later: RecordVersion): void {
  if (before === undefined) return;
  if (later.previous !== digestOfValue(before)) {
    throw broken(`version ${later.version} does not follow the version ${before.version} that is here`);
  }
  if (later.at.tick < before.at.tick || later.at.time < before.at.time) {
    throw broken(`version ${later.version} is older than the one before it`);
  }
}
