import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { External, Term, Valuation } from './pledge-forms.js';

export const pledgeStatuses = [
  'contracted',
  'registered',
  'active',
  'partly-released',
  'lapsed',
  'enforcing',
  'released',
  'disputed',
  'closed',
  'withdrawn',
] as const;

export type PledgeStatus = (typeof pledgeStatuses)[number];

/** What a pledge says of itself in every version: it must never be read as a perfected security. */
export const NOTICE_NOT_PERFECTION =
  '本记录仅为提示，不是质权的设立，也不产生对抗第三人的效力；质权以法定登记机构的登记为准（民法典第四百四十条，担保制度解释第六十三条）。' +
  'Notice, not perfection: a pledge has effect against others only by its registration at the registry that the law names.';

/** Somebody’s word about a pledge’s external registration, with the document it rests on. */
export interface Assertion {
  readonly by: string;
  readonly at: LedgerTime;
  readonly document: DigestPair;
}

/**
 * Three claims that are never taken for one another: that it was filed, that somebody looked, that it is true. Each is
 * somebody’s; absent: nobody claims it.
 */
export interface Assertions {
  readonly filed?: Assertion;
  readonly examined?: Assertion;
  readonly adjudged?: Assertion & { readonly finding: 'true' | 'untrue' };
}

/** Why a release is said to be wrong; `reinstated` once a court’s document gave the pledge back. */
export interface Dispute extends Assertion {
  readonly reinstated?: Assertion;
}

/**
 * 质押: a charge on one right of a certificate. State key `pledge/<name>`; every version is an entry of the collection
 * `pledges/<certificate>`. It is notice of what the parties agreed and registered elsewhere, and no perfection.
 */
export interface Pledge extends RecordHead {
  readonly status: PledgeStatus;
  readonly effect: typeof NOTICE_NOT_PERFECTION;
  readonly certificate: string;
  /** The certificate’s version by which the contract was judged. */
  readonly certificateVersion: number;
  /** One of the certificate’s rights, in its words. */
  readonly right: string;
  readonly pledgor: string;
  readonly pledgee: string;
  /** HMACs of the debt: the amount is its parties’ to know. */
  readonly debt: DigestPair;
  readonly debtTerm: Term;
  /** What is secured besides the principal, in words without figures. */
  readonly scope: string;
  /** Percent of the collateral’s valuation that it takes up at most. */
  readonly portion: number;
  /** Whether no other pledge may lie on the right. */
  readonly exclusive: boolean;
  readonly contract: DigestPair;
  readonly valuation: Valuation;
  /** HMACs of the account into which the collateral’s revenue goes. */
  readonly specialAccount?: DigestPair;
  /** Rank by the ledger: the number in `pledges/<certificate>` from which on it could be found, or was reserved. */
  readonly order: number;
  /** Name of the priority search that it used. */
  readonly priority?: string;
  /** Time by which it is to be registered externally; anyone may end it after that. */
  readonly filingDue: string;
  /** The document on which this version rests; absent where time alone decides. */
  readonly document?: DigestPair;
  /** As filed with the external registry; the law’s rank is by its time. */
  readonly external?: External;
  readonly assertions: Assertions;
  /** It has stepped behind this pledge; `number` of the entry that says so. */
  readonly behind?: { readonly pledge: string; readonly number: number };
  /** The status to which the end of a lapse or a dispute returns it. */
  readonly resumes?: PledgeStatus;
  readonly dispute?: Dispute;
}
