import type { ErrorCode } from '@quancheng/protocol';
import { isSingleOperator, type TrustRoot } from '../trust-root/trust-root.js';
import type { CheckId } from './check-id.js';
import type { Check, Verdict } from './check.js';

/** Checks that count only where they are required. */
const OPTIONAL_CHECKS: ReadonlySet<CheckId> = new Set<CheckId>([
  'promise',
  'original',
  'witnesses',
  'template',
  'disclosure',
]);

export interface Judgement {
  readonly verdict: Verdict;
  readonly code?: ErrorCode;
}

/**
 * The verdict over a record's checks.
 * @param root undefined if none was accepted: then a check says so
 * @param required checks that the trust root demands of this kind of record
 */
export function judge(
  checks: readonly Check[],
  root: TrustRoot | undefined,
  required: readonly CheckId[],
  requireConsortium: boolean,
): Judgement {
  const refuted = checks.find((check) => check.status === 'mismatch');
  if (refuted !== undefined) return withCode('mismatch', refuted.code);
  const counts = ({ id }: Check): boolean => !OPTIONAL_CHECKS.has(id) || required.includes(id);
  const missing = checks.find((check) => check.status === 'unverifiable' && counts(check));
  if (missing !== undefined) return withCode('unverifiable', missing.code);
  const absent = required.some((id) => !checks.some((check) => check.id === id));
  if (root === undefined || absent) return withCode('unverifiable', 'REQUIRED_CHECK_ABSENT');
  if (!isSingleOperator(root)) return { verdict: 'integrity-proven' };
  return requireConsortium ? withCode('unverifiable', 'CONSORTIUM_REQUIRED') : { verdict: 'self-attested' };
}

const FROM_WORST: readonly Verdict[] = ['mismatch', 'unverifiable', 'self-attested', 'integrity-proven'];

/** The worst of several judgements; that of nothing is `unverifiable`. */
export function worst(judgements: readonly Judgement[]): Judgement {
  for (const verdict of FROM_WORST) {
    const found = judgements.find((each) => each.verdict === verdict);
    if (found !== undefined) return withCode(found.verdict, found.code);
  }
  return { verdict: 'unverifiable' };
}

function withCode(verdict: Verdict, code: ErrorCode | undefined): Judgement {
  return code === undefined ? { verdict } : { verdict, code };
}
