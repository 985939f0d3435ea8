import type { RecordHead } from '../records/record.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { LedgerTime } from '../ticks/tick.js';

export const consentStatuses = [
  'offered',
  'active',
  'paused',
  'exhausted',
  'expired',
  'superseded',
  'withdrawn',
  'invalidated',
] as const;

/** The notice as it was shown to the subject: 个人信息保护法 17. */
export interface Notice extends DigestPair {
  readonly language: string;
  readonly version: string;
}

/** How the subject was recognised; the evidence stays with the authentication service. */
export interface Authentication {
  readonly service: string;
  readonly means: string;
  readonly evidence: DigestPair;
}

/** A withdrawal, and who has acknowledged it. */
export interface Withdrawal {
  readonly at: LedgerTime;
  /** Time until which both acknowledge. */
  readonly due: string;
  readonly controller?: LedgerTime;
  readonly recipient?: LedgerTime;
}

/**
 * A person's or an enterprise's consent that a controller gives a recipient its data for one purpose: 个人信息保护法 13, 14,
 * 23. State key `consent/<name>`. A natural person appears under a pseudonym that is another for every recipient.
 */
export interface Consent extends RecordHead {
  readonly status: (typeof consentStatuses)[number];
  readonly subject: string;
  /** Who holds the data and provides it. */
  readonly controller: string;
  readonly recipient: string;
  readonly purpose: string;
  /** The purpose's version by which the terms were judged. */
  readonly purposeVersion: number;
  readonly means: string;
  /** Field codes, sorted. */
  readonly fields: readonly string[];
  readonly sensitive: boolean;
  /** Given apart from other declarations (个人信息保护法 23, 29). */
  readonly separate: boolean;
  readonly notice: Notice;
  readonly retentionDays: number;
  readonly expires: string;
  readonly maximumUses: number;
  readonly withdrawalChannel: string;
  readonly impactAssessment?: DigestPair;
  /** The subject is under fourteen: a guardian consents (个人信息保护法 31). */
  readonly minor: boolean;
  /** The consent on which this one, for a further recipient, rests. */
  readonly parent?: string;
  /** The consent that this one replaces when it becomes active. */
  readonly supersedes?: string;
  readonly authentication?: Authentication;
  /** Who consented for the subject, with the mandate. */
  readonly representative?: {
    readonly participant: string;
    readonly guardian: boolean;
    readonly mandate: DigestPair;
  };
  readonly withdrawal?: Withdrawal;
  readonly invalidation?: { readonly authority: string; readonly document: DigestPair };
}

/**
 * How much of a consent is used up. State key `consumption/<the consent's name>`. It is a record of its own so that uses
 * do not change the version of the consent that its subject would withdraw.
 */
export interface Consumption extends RecordHead {
  readonly status: 'open' | 'exhausted';
  readonly maximumUses: number;
  /** Reserved and neither opened nor lapsed. */
  readonly reserved: number;
  readonly opened: number;
}
