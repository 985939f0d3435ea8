import { statementKind } from '@quancheng/protocol';
import type { EvidencePackage } from '../package/evidence-package.js';
import type { Session } from '../session/session.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import { valueOf } from './finding.js';
import { checksOf, type Findings } from './findings.js';
import { judge } from './judge.js';
import { noticesOf } from './notices.js';
import { templatedOf } from './templated.js';
import { statusTick, timesOf } from './times.js';
import type { TrustRootSummary, VerificationResult } from './verification-result.js';

/** Turns findings into what a person is shown: nothing in it comes from a part that a check didn't establish. */
export function newResult(
  evidence: EvidencePackage,
  findings: Findings,
  session: Session,
): VerificationResult {
  const { options } = session;
  const checks = checksOf(findings);
  const root = valueOf(findings.root);
  const statement = valueOf(findings.statement)?.statement;
  const required =
    root === undefined || statement === undefined ? [] : root.required[statementKind(statement)];
  const judgement = judge(checks, root, required, options.require === 'consortium');
  const asOf = statusTick(findings);
  return {
    ...judgement,
    checks,
    notices: noticesOf(evidence, findings, options.time),
    ...(statement !== undefined && findings.signatures.matched && judgement.verdict !== 'mismatch'
      ? { statement, ...templatedOf(statement, findings) }
      : {}),
    ...placeInLog(evidence, findings),
    times: timesOf(evidence, findings),
    ...(asOf === undefined ? {} : { asOf }),
    ...(root === undefined ? {} : { trustRoot: summaryOf(root) }),
    verifiedAt: options.time,
  };
}

export function summaryOf({ fingerprint, sequence, consortium, ledger }: TrustRoot): TrustRootSummary {
  return { fingerprint, sequence, consortium, ledger };
}

function placeInLog(
  { proof }: EvidencePackage,
  { checkpoint, inclusion }: Findings,
): Pick<VerificationResult, 'log'> {
  if (!checkpoint.matched || !inclusion.matched) return {};
  const { origin, size } = checkpoint.value;
  return { log: { origin, size, index: proof.index } };
}
