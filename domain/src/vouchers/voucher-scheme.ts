import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';

/**
 * 数据要素券政策: under which vouchers are issued and redeemed, and within which an invoice counts once. State key
 * `voucher-scheme/<name>`. All agencies whose vouchers must not be paid for one invoice share one scheme: its owner holds
 * one key, and under that key one invoice has one HMAC, whoever asks.
 */
export interface VoucherScheme extends RecordHead {
  /** A closed scheme takes no new vouchers; those that are issued live on. */
  readonly status: 'in-force' | 'closed';
  readonly title: string;
  /** The instrument that orders it, for people. */
  readonly basis: string;
  /** Commits to the key of invoices without telling it; never changed, or invoices could not be compared. */
  readonly invoiceKey: DigestPair;
  /** What vouchers are for; sorted. */
  readonly categories: readonly string[];
  /** Participants who issue, check, approve and pay; sorted. Nobody both checks and approves. */
  readonly issuers: readonly string[];
  readonly checkers: readonly string[];
  readonly approvers: readonly string[];
  readonly payers: readonly string[];
  /** Name of the calendar by which working days are counted. */
  readonly calendar: string;
  /** Working days within which a claim is checked. */
  readonly checkDays: number;
}
