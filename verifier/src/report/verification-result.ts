import type { ErrorCode, RecordStatement } from '@quancheng/protocol';
import type { Tick } from '../read/endorsed-read.js';
import type { KnownField, TemplateSummary } from './templated.js';
import type { Check, Notice, Verdict } from './check.js';

/** What the verification of one record found. */
export interface VerificationResult {
  readonly verdict: Verdict;
  /** What decided the verdict; absent if the record is proven. */
  readonly code?: ErrorCode;
  /** In the order of docs/specs/package.md; `batch`, `promise`, `witnesses`, `template`, `disclosure` only where there is one. */
  readonly checks: readonly Check[];
  readonly notices: readonly Notice[];
  /** The statement, if its signatures match and nothing contradicts the record. */
  readonly statement?: RecordStatement;
  /** By which sector template it was made, and the fields of its row that are known; shown with the statement. */
  readonly template?: TemplateSummary;
  readonly fields?: readonly KnownField[];
  /** Where the record stands, once that is proven. */
  readonly log?: { readonly origin: string; readonly size: number; readonly index: number };
  readonly times: Times;
  /** The status of keys is known as of this tick. */
  readonly asOf?: Tick;
  readonly trustRoot?: TrustRootSummary;
  /** The time that was given for this verification. */
  readonly verifiedAt: string;
}

/** Each only if the check that establishes it matches. */
export interface Times {
  /** The signer's claim. */
  readonly claimed?: string;
  /** The log's claim. */
  readonly received?: string;
  /** The anchor's transaction: not before this time. */
  readonly anchored?: Tick;
  /**
   * The record existed by then: the transaction time of the earliest endorsed read that saw the anchor, and the 15
   * minutes by which endorsers let it differ from their clocks.
   */
  readonly notAfter?: string;
  /** By this time, by the witnesses' clocks, a quorum of them had cosigned a tree that contains the record. */
  readonly cosigned?: string;
}

export interface TrustRootSummary {
  readonly fingerprint: string;
  readonly sequence: number;
  readonly consortium: string;
  readonly ledger: string;
}
