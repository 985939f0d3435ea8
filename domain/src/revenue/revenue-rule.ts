import type { Amount } from '../amounts/amount.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';

/** What one party gets of every million 分. */
export interface ShareRate {
  /** Participant. */
  readonly party: string;
  readonly millionths: number;
  /** It is the treasury's (财政): it is paid only with the receipt for the payment into the treasury (缴库). */
  readonly isFiscal: boolean;
}

/**
 * 收益分配规则: how the revenue of operating public data is shared, what may be charged, and who decides. State key
 * `revenue-rule/<name>`; versioned data that registrars set. A record of revenue follows the version at its accrual.
 */
export interface RevenueRule extends RecordHead {
  /** A closed rule takes no new records of revenue. */
  readonly status: 'in-force' | 'closed';
  readonly title: string;
  /** The instrument that orders it, for people. */
  readonly basis: string;
  /** Of the rule's text: what an operation grant names as its revenue rule. */
  readonly document: DigestPair;
  /** Sorted by party; the rates sum to a million. */
  readonly shares: readonly ShareRate[];
  /** The party that gets what is left over when every share has been rounded down: fewer 分 than there are parties. */
  readonly remainder: string;
  /** The most that one unit may cost in industrial use; for public benefit that is 0. */
  readonly ceiling: Amount;
  /** Participants who reconcile, approve and audit: three different ones, so that nobody checks itself. */
  readonly reconciler: string;
  readonly approver: string;
  readonly auditor: string;
  /** Name of the calendar by which months end and working days are counted. */
  readonly calendar: string;
  /** Working days within which revenue is reconciled after its accrual, and paid after its approval. */
  readonly reconciliationDays: number;
  readonly paymentDays: number;
}
