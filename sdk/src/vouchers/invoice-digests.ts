import { canonicalize } from '@quancheng/protocol';
import { commitPrivately, type CommitmentDigests } from '../original/commit-privately.js';

/** By what an invoice is known. */
export interface Invoice {
  /** 发票代码; empty for one that has none. */
  readonly code: string;
  /** 发票号码. */
  readonly number: string;
  /** The seller's USCC. */
  readonly seller: string;
}

/**
 * Both HMACs of an invoice under a voucher scheme's key (docs/specs/market.md): the same for the same invoice, whoever
 * computes them. @param key 32 bytes, which the scheme's owner gives to its checkers alone
 */
export function invoiceDigests({ code, number, seller }: Invoice, key: Uint8Array): CommitmentDigests {
  return commitPrivately(canonicalize(['quancheng/invoice/v1', code, number, seller]), key).digests;
}

/** By what a scheme names its key, without telling it. */
export function invoiceKeyDigests(key: Uint8Array): CommitmentDigests {
  return commitPrivately(canonicalize(['quancheng/invoice-key/v1']), key).digests;
}
