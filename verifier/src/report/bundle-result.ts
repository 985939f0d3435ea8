import type { ErrorCode } from '@quancheng/protocol';
import type { Check, Verdict } from './check.js';
import type { TrustRootSummary, VerificationResult } from './verification-result.js';

/** What the verification of a bundle found. */
export interface BundleResult {
  /** The worst of the records' verdicts. */
  readonly verdict: Verdict;
  /** What decided it; absent if every record is proven. */
  readonly code?: ErrorCode;
  /** The checks of the bundle as a whole: `package` and `trust-root`. */
  readonly checks: readonly Check[];
  /** In the bundle's order; none if the bundle is malformed. */
  readonly records: readonly VerificationResult[];
  readonly trustRoot?: TrustRootSummary;
  readonly verifiedAt: string;
}
