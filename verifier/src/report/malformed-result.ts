import type { TrustRoot } from '../trust-root/trust-root.js';
import { checkIds, type CheckId } from './check-id.js';
import type { Check } from './check.js';
import type { Finding } from './finding.js';
import { newCheck } from './new-check.js';
import { summaryOf } from './new-result.js';
import type { VerificationResult } from './verification-result.js';

/** Checks that exist only where the file has something for them. */
const CONDITIONAL: readonly CheckId[] = ['batch', 'promise', 'witnesses', 'template', 'disclosure'];

/** The result for a file that is no package: nothing in it could be looked at. */
export function malformedResult(
  malformed: Check,
  root: Finding<TrustRoot>,
  time: string,
): VerificationResult {
  const others = checkIds.filter(
    (id) => id !== 'package' && id !== 'trust-root' && !CONDITIONAL.includes(id),
  );
  return {
    verdict: 'mismatch',
    code: 'PACKAGE_MALFORMED',
    checks: [malformed, root.check, ...others.map((id) => newCheck(id, 'DEPENDS_ON_FAILED'))],
    notices: [],
    times: {},
    ...(root.matched ? { trustRoot: summaryOf(root.value) } : {}),
    verifiedAt: time,
  };
}
