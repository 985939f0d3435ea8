import type { Amount } from '../amounts/amount.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';

export const redemptionStatuses = [
  'claimed',
  'checked',
  'approved',
  'redeemed',
  'rejected',
  'clawed-back',
] as const;

/** Who signed a step, by which document. */
export interface Decision {
  readonly by: string;
  readonly document: DigestPair;
}

/** One claim against a voucher, from its filing to the payout. State key `redemption/<name>`. */
export interface Redemption extends RecordHead {
  readonly status: (typeof redemptionStatuses)[number];
  readonly voucher: string;
  readonly scheme: string;
  /** Participant who holds the voucher and buys. */
  readonly claimant: string;
  readonly seller: string;
  /** Name of the trade that it pays towards, if that is on this ledger. */
  readonly trade?: string;
  readonly amount: Amount;
  /** HMACs of the contract, under a key of its parties. */
  readonly contract: DigestPair;
  /** HMACs of the invoice under the scheme's key: the same for the same invoice, whoever brings it. */
  readonly invoice: DigestPair;
  /** The claimant's signed statement that it and the seller are not related; by its digest. */
  readonly unrelated: DigestPair;
  /** Time by which it is checked. */
  readonly checkDue: string;
  readonly check?: Decision;
  readonly approval?: Decision;
  /** Of the proof of payout. */
  readonly payout?: Decision;
  /** Why it was rejected or clawed back. */
  readonly ground?: string;
  /** The document on which this version rests. */
  readonly document: DigestPair;
}
