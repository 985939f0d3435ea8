import { parseTime } from '@quancheng/protocol';
import { checkTrustRoot } from './checks/check-trust-root.js';
import { parsePackage } from './package/parse-package.js';
import { examine } from './report/finding.js';
import { malformedResult } from './report/malformed-result.js';
import type { VerificationResult } from './report/verification-result.js';
import { newSession } from './session/session.js';
import type { PackageOptions } from './session/verify-options.js';
import { verifyEvidence } from './verify-evidence.js';

/**
 * Verifies an evidence package offline: its bytes, a pinned trust root and a time, and nothing else
 * (docs/specs/package.md). Whatever the bytes are, the promise resolves to a result.
 * @param bytes the file
 * @throws STATEMENT_INVALID (rejects) if options.time is no Time: that is the caller's mistake
 */
export function verifyPackage(bytes: Uint8Array, options: PackageOptions): Promise<VerificationResult> {
  return new Promise((resolve) => {
    resolve(verify(bytes, options));
  });
}

function verify(bytes: Uint8Array, options: PackageOptions): VerificationResult {
  parseTime(options.time);
  const root = examine('trust-root', [], () => checkTrustRoot(options.trustRoot));
  const evidence = examine('package', [], () => parsePackage(bytes));
  if (!evidence.matched) return malformedResult(evidence.check, root, options.time);
  return verifyEvidence(evidence.value, newSession(root, options), options);
}
