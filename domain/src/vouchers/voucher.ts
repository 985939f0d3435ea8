import { parseAmount, type Amount } from '../amounts/amount.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { RecordHead } from '../records/record.js';

export const voucherStatuses = ['issued', 'redeemed', 'expired', 'clawed-back'] as const;

/**
 * 数据要素券: public money towards what its holder buys. State key `voucher/<name>`, in the issuer's name space. Claims
 * against it are redemptions.
 */
export interface Voucher extends RecordHead {
  readonly status: (typeof voucherStatuses)[number];
  readonly scheme: string;
  readonly issuer: string;
  readonly holder: string;
  readonly voucherNumber: string;
  readonly category: string;
  readonly faceValue: Amount;
  /** Claimed and not rejected: what is left is the face value less this. */
  readonly applied: Amount;
  /** Paid; what was clawed back afterwards is not taken off. */
  readonly paid: Amount;
  /** Claims are taken until before this time. */
  readonly validTo: string;
  /** Why it was clawed back. */
  readonly ground?: string;
  /** The document on which this version rests; absent where time alone decides, or a redemption changed the sums. */
  readonly document?: DigestPair;
}

export function remainingOf({ faceValue, applied }: Voucher): bigint {
  return parseAmount(faceValue) - parseAmount(applied);
}
