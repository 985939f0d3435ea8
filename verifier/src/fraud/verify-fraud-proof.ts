import { parseTime, type ErrorCode } from '@quancheng/protocol';
import { checkTrustRoot } from '../checks/check-trust-root.js';
import { summaryOf } from '../report/new-result.js';
import type { TrustRootSummary } from '../report/verification-result.js';
import type { VerifyOptions } from '../session/verify-options.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import type { Conviction } from './conviction.js';
import { CheckFailed, newExamination, type Examination } from './examination.js';
import type { FraudCheck } from './fraud-checks.js';
import type { FraudKind, FraudProof } from './fraud-proof.js';
import { judgeAnchoredFork, judgeFork } from './judge-checkpoints.js';
import { judgeLatePromise } from './judge-deadline.js';
import { judgeBrokenPromise, judgeTwoLeaves } from './judge-leaves.js';
import { judgeAnchoredRewrite, judgeRewrite } from './judge-rewrite.js';
import { parseFraudProof } from './parse-fraud-proof.js';

/** What the verification of a fraud proof found. */
export interface FraudResult {
  readonly verdict: 'fraud-proven' | 'unverifiable' | 'mismatch';
  /** What decided it, unless fraud is proven. */
  readonly code?: ErrorCode;
  readonly kind?: FraudKind;
  /** In the order of docs/specs/fraud-proof.md, up to the first that doesn't match. */
  readonly checks: readonly FraudCheck[];
  /** Nobody, unless fraud is proven. */
  readonly convicted: readonly Conviction[];
  readonly trustRoot?: TrustRootSummary;
  readonly verifiedAt: string;
}

/**
 * Verifies a fraud proof offline: its bytes, a pinned trust root and a time, which is only repeated. Whatever the bytes
 * are, the promise resolves to a result.
 * @throws STATEMENT_INVALID (rejects) if options.time is no Time
 */
export function verifyFraudProof(
  bytes: Uint8Array,
  options: Pick<VerifyOptions, 'trustRoot' | 'time'>,
): Promise<FraudResult> {
  return new Promise((resolve) => {
    parseTime(options.time);
    resolve(verify(bytes, options));
  });
}

function verify(
  bytes: Uint8Array,
  { trustRoot, time }: Pick<VerifyOptions, 'trustRoot' | 'time'>,
): FraudResult {
  const examination = newExamination();
  const { checks, run } = examination;
  let known: Pick<FraudResult, 'kind' | 'trustRoot'> = {};
  let convicted: readonly Conviction[] = [];
  try {
    const proof = run('fraud-proof', () => parseFraudProof(bytes));
    known = { kind: proof.kind };
    const root = run('trust-root', () => checkTrustRoot(trustRoot));
    known = { ...known, trustRoot: summaryOf(root) };
    convicted = judge(proof, root, examination);
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
  }
  return { ...verdictOf(checks), ...known, checks, convicted, verifiedAt: time };
}

function judge(proof: FraudProof, root: TrustRoot, examination: Examination): readonly Conviction[] {
  switch (proof.kind) {
    case 'fork':
      return judgeFork(proof, root, examination);
    case 'anchored-fork':
      return judgeAnchoredFork(proof, root, examination);
    case 'two-leaves':
      return judgeTwoLeaves(proof, root, examination);
    case 'broken-promise':
      return judgeBrokenPromise(proof, root, examination);
    case 'late-promise':
      return judgeLatePromise(proof, root, examination);
    case 'rewrite':
      return judgeRewrite(proof, root, examination);
    case 'anchored-rewrite':
      return judgeAnchoredRewrite(proof, root, examination);
  }
}

function verdictOf(checks: readonly FraudCheck[]): Pick<FraudResult, 'verdict' | 'code'> {
  const last = checks.at(-1);
  if (last === undefined || last.status === 'match') return { verdict: 'fraud-proven' };
  return { verdict: last.status, ...(last.code === undefined ? {} : { code: last.code }) };
}
