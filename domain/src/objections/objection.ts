import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';

export const objectionStatuses = ['open', 'dismissed', 'upheld', 'withdrawn'] as const;

/** 异议: against an application in public notice, under the objector's own name. State key `objection/<name>`. */
export interface Objection extends RecordHead {
  readonly status: (typeof objectionStatuses)[number];
  /** Name of the certificate. */
  readonly certificate: string;
  /** Participant. */
  readonly objector: string;
  readonly raised: LedgerTime;
  /** The document on which this version rests: the objection's, then the decision's. */
  readonly document: DigestPair;
}
