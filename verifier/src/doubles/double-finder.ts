import { canonicalize, type JsonObject, statementDigests } from '@quancheng/protocol';
import type { VerificationResult } from '../report/verification-result.js';

/** A record that stands at more than one place in logs. It counts once. */
export interface DoubleRecord {
  /** In whose name space its id is. */
  readonly participant: string;
  readonly id: string;
  /** Statement digest, hex: what makes it one record. */
  readonly sha256: string;
  /** Sorted by origin and index; each once. */
  readonly places: readonly RecordPlace[];
}

export interface RecordPlace {
  readonly origin: string;
  readonly index: number;
  /** What the caller calls the evidence from which the place is known. */
  readonly source: string;
}

/** Counts records over evidence from any number of logs, and recognises those that several of them hold. */
export interface DoubleFinder {
  /** Takes what a verification found; one without a proven statement and place in a log is left out. */
  add(result: VerificationResult, source: string): void;
  /** Different records so far. */
  readonly records: number;
  /** In the order in which they were first seen. */
  readonly doubles: readonly DoubleRecord[];
}

/** Statements are the same if their digests are: re-signing, or depositing elsewhere, makes no second record. */
export function newDoubleFinder(): DoubleFinder {
  const known = new Map<string, DoubleRecord>();
  return {
    add({ statement, log }, source) {
      if (statement === undefined || log === undefined) return;
      const { sha256 } = statementDigests(canonicalize(statement as unknown as JsonObject));
      const present = known.get(sha256) ?? newRecord(statement, sha256);
      const { origin, index } = log;
      const isKnown = present.places.some((each) => each.origin === origin && each.index === index);
      const places = isKnown ? present.places : [...present.places, { origin, index, source }].sort(byPlace);
      known.set(sha256, { ...present, places });
    },
    get records() {
      return known.size;
    },
    get doubles() {
      return [...known.values()].filter(({ places }) => places.length > 1);
    },
  };
}

function newRecord(statement: NonNullable<VerificationResult['statement']>, sha256: string): DoubleRecord {
  const [signer] = statement.signers;
  return { participant: signer?.participant ?? '', id: statement.id, sha256, places: [] };
}

function byPlace(left: RecordPlace, right: RecordPlace): number {
  if (left.origin !== right.origin) return left.origin < right.origin ? -1 : 1;
  return left.index - right.index;
}
