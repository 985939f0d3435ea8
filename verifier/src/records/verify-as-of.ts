import { isTime, QuanchengError } from '@quancheng/protocol';
import type { Tick } from '../read/endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { recordForm, type RecordVersion } from './record-form.js';
import { newestTick, openStateReads, type FreshnessOptions, type StateReads } from './state-reads.js';
import { assertFollows, newestVersion, pastVersion } from './verify-versions.js';

/** What was in force at a moment, proven. */
export interface RecordAsOf {
  /** Undefined: there was no such record yet. */
  readonly version: RecordVersion | undefined;
  /** The read that proves it is of this tick. */
  readonly asOf: Tick;
}

/**
 * Verifies which version of a record was in force at a moment of ledger time: the last that is not after it, with the
 * proof that the next one is after it, or that there is none and none with an earlier time can still come.
 * @param question.record its state key @param question.moment a Time
 * @throws AS_OF_UNPROVEN, HISTORY_BROKEN, READ_CONFLICT, READ_STALE; what verifyEndorsedRead throws
 */
export function verifyAsOf(
  reads: readonly Uint8Array[],
  root: TrustRoot,
  question: { readonly record: string; readonly moment: string },
  freshness: FreshnessOptions = {},
): RecordAsOf {
  const { record, moment } = question;
  if (!isTime(moment)) throw new QuanchengError('VALUE_OUT_OF_RANGE', 'the moment is no Time');
  const state = openStateReads(reads, root, freshness);
  const present = state.answer(record, recordForm);
  const asOf = newestTick(present);
  const newest = newestVersion(present, record);
  const known = [...pastVersions(state, record), ...(newest === undefined ? [] : [newest])];
  const begun = known.filter(({ at }) => at.time <= moment).at(-1);
  const next = known.find(({ version }) => version === (begun?.version ?? 0) + 1);
  if (next !== undefined) {
    assertFollows(begun, next);
    return { version: begun, asOf };
  }
  if (begun !== newest) throw unproven('neither the successor is here nor is it the newest');
  const settled = state.settledAt(present);
  if (settled === undefined || moment >= settled)
    throw unproven('a version could still come before that moment');
  return { version: begun, asOf };
}

/** The superseded versions that were answered, oldest first. */
function pastVersions(state: StateReads, record: string): readonly RecordVersion[] {
  const prefix = `version/${record}/`;
  return state
    .keysWith(prefix)
    .flatMap((key) => pastVersion(state, record, Number(key.slice(prefix.length))) ?? [])
    .sort((left, right) => left.version - right.version);
}

function unproven(detail: string): QuanchengError {
  return new QuanchengError('AS_OF_UNPROVEN', detail);
}
