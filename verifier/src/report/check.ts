import type { BilingualText, ErrorCode, KeyId } from '@quancheng/protocol';
import type { CheckId } from './check-id.js';

/** 一致, 不一致, 无法核验. */
export type CheckStatus = 'match' | 'mismatch' | 'unverifiable';

/** What one check found. */
export interface Check {
  readonly id: CheckId;
  readonly status: CheckStatus;
  /** Why it doesn't match; absent if it does. */
  readonly code?: ErrorCode;
  readonly sentence: BilingualText;
}

/** What a reader should know, and what doesn't change the verdict. */
export interface Notice {
  readonly code: ErrorCode;
  readonly sentence: BilingualText;
  /** The signer's key that it is about. */
  readonly key?: KeyId;
}

export type Verdict = 'integrity-proven' | 'self-attested' | 'unverifiable' | 'mismatch';
