import type { Amount } from '../amounts/amount.js';
import type { ProductUse } from '../grants/grant-terms.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';
import type { Period } from './period.js';

export const revenueStatuses = ['accrued', 'reconciled', 'approved', 'paid', 'audited'] as const;

export interface Share {
  readonly party: string;
  readonly amount: Amount;
}

/** That a party was paid; the treasury gives a receipt. */
export interface Payment {
  readonly party: string;
  /** Of the proof of payment. */
  readonly document: DigestPair;
  /** 缴库凭证: of the receipt for the payment into the treasury. */
  readonly treasuryReceipt?: DigestPair;
}

/** Who signed a step, by which document. */
export interface Sign {
  readonly by: string;
  readonly document: DigestPair;
}

/**
 * 公共数据运营收益: what a product made from public data earned in a period, and who gets how much of it. State key
 * `revenue/<name>`. It is public money, so amounts stand in the clear (docs/decisions).
 */
export interface Revenue extends RecordHead {
  readonly status: (typeof revenueStatuses)[number];
  /** Participant: the product's holder when it was accrued. */
  readonly operator: string;
  /** Name of the product's certificate. */
  readonly product: string;
  /** Name of the operation grant on which the product's source rests, if it is on this ledger. */
  readonly grant?: string;
  readonly use: ProductUse;
  readonly period: Period;
  readonly rule: string;
  /** The rule's version that governs this record. */
  readonly ruleVersion: number;
  /** All that was charged. */
  readonly gross: Amount;
  readonly cost: Amount;
  /** The most that was charged for one unit. */
  readonly price: Amount;
  /** In the rule's order; they sum to what gross exceeds cost by. */
  readonly shares: readonly Share[];
  /** Times by which it is reconciled, and paid. */
  readonly reconciliationDue: string;
  readonly paymentDue?: string;
  readonly reconciliation?: Sign;
  readonly approval?: Sign;
  readonly payments?: readonly Payment[];
  readonly audit?: Sign;
  /** The document on which this version rests. */
  readonly document: DigestPair;
}
