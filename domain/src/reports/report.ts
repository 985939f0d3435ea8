import type { ReportType } from '../licences/licence.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';

export const reportStatuses = ['in-force', 'challenged', 'superseded', 'withdrawn', 'annulled'] as const;

/** Kinds of records about which reports are signed. */
export const reportedKinds = ['certificate', 'grant', 'trade'] as const;

export type ReportedKind = (typeof reportedKinds)[number];

/** Who says that a report is wrong; its reasons are in the document. */
export interface Challenge {
  readonly by: string;
  readonly at: LedgerTime;
  readonly document: DigestPair;
}

/**
 * A third party's signed report about one version of a record. State key `report/<name>`, in the assessor's name space.
 * What it concludes stays off the ledger: a value is a secret of those who asked for it.
 */
export interface Report extends RecordHead {
  readonly status: (typeof reportStatuses)[number];
  readonly type: ReportType;
  readonly subject: { readonly kind: ReportedKind; readonly name: string; readonly version: number };
  /** Participant who signed. */
  readonly assessor: string;
  /** Name and version of the licence that held when it was signed: a later suspension changes nothing of that. */
  readonly licence: string;
  readonly licenceVersion: number;
  /** Of the conclusion: HMACs under a key that assessor and client keep, for a value can be guessed. */
  readonly conclusion: DigestPair;
  /** Of the report as signed. */
  readonly report: DigestPair;
  /** Time to which the conclusion relates (评估基准日); claimed. */
  readonly asOf: string;
  /** It is relied upon until before this time. */
  readonly validTo: string;
  readonly signed: LedgerTime;
  /** Name of the report that it replaces. */
  readonly supersedes?: string;
  /** Name of the report that replaced it. */
  readonly supersededBy?: string;
  readonly challenge?: Challenge;
  /** Why it was withdrawn or annulled, and the document on which that rests; or by which a challenge was dismissed. */
  readonly decision?: { readonly by: string; readonly ground: string; readonly document: DigestPair };
}

/** Whether somebody may rely on it at a moment: in force, unchallenged, and its validity has not ended. */
export function isReliable({ status, validTo }: Report, { time }: Pick<LedgerTime, 'time'>): boolean {
  return status === 'in-force' && time < validTo;
}
