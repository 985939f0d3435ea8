import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';

export const holdStatuses = ['filed', 'notified', 'exported', 'decided', 'withdrawn', 'released'] as const;

/** 留存: originals are kept; 告知: whoever relies on a record is told; 冻结: a court's order, which freezes rights. */
export const holdMeasures = ['preserve', 'notice', 'freeze'] as const;

export type HoldMeasure = (typeof holdMeasures)[number];

/** Kinds of records on which a hold may lie. */
export const heldKinds = [
  'certificate',
  'consent',
  'grant',
  'objection',
  'pledge',
  'redemption',
  'report',
  'revenue',
  'trade',
  'use',
] as const;

export interface HeldRecord {
  readonly kind: (typeof heldKinds)[number];
  readonly name: string;
}

/** A custodian's answer: that it keeps the original, with the digests of what it wrote to the commission. */
export interface Acknowledgement {
  readonly custodian: string;
  readonly at: LedgerTime;
  readonly document: DigestPair;
}

/**
 * 仲裁案件的证据留存、告知或冻结: what an arbitration commission has put on record about evidence of a case. State key
 * `hold/<name>`. Case and parties appear as HMACs under a key of the commission.
 */
export interface Hold extends RecordHead {
  readonly status: (typeof holdStatuses)[number];
  readonly measure: HoldMeasure;
  /** Participant. */
  readonly commission: string;
  /** Participant: whose order freezes; for that measure alone. */
  readonly court?: string;
  readonly case: DigestPair;
  /** Names of the parties, each an HMAC. */
  readonly parties: readonly DigestPair[];
  readonly agreement: DigestPair;
  /** On what the hold rests: the commission's decision; for a freeze the court's order. */
  readonly order: DigestPair;
  /** Records of this ledger that it covers, sorted by kind and name. */
  readonly records: readonly HeldRecord[];
  /** SHA-256 statement digests of deposits that it covers, sorted. */
  readonly statements: readonly string[];
  /** Participants who have the originals, sorted. */
  readonly custodians: readonly string[];
  /** Time until which it lasts unless it is released before. */
  readonly until: string;
  /** Time by which custodians answer; from the notification on. */
  readonly acknowledgeDue?: string;
  readonly acknowledgements: readonly Acknowledgement[];
  /** Of the evidence as both parties were given it. */
  readonly bundle?: DigestPair;
  /** The document on which this version rests. */
  readonly document: DigestPair;
}

/** Whether it is in force at a moment. */
export function isHolding({ status, until }: Hold, { time }: Pick<LedgerTime, 'time'>): boolean {
  return status !== 'released' && time < until;
}
