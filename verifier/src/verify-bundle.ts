import { parseTime } from '@quancheng/protocol';
import { packageAt } from './bundle/package-at.js';
import { parseBundle } from './bundle/parse-bundle.js';
import { checkTrustRoot } from './checks/check-trust-root.js';
import type { BundleResult } from './report/bundle-result.js';
import { examine } from './report/finding.js';
import { worst } from './report/judge.js';
import { summaryOf } from './report/new-result.js';
import { newSession } from './session/session.js';
import type { BundleOptions } from './session/verify-options.js';
import { verifyEvidence } from './verify-evidence.js';

/**
 * Verifies a bundle as verifyPackage verifies each of its packages; what records share is verified once. Whatever
 * the bytes are, the promise resolves to a result.
 * @param bytes the file
 * @throws STATEMENT_INVALID (rejects) if options.time is no Time
 */
export function verifyBundle(bytes: Uint8Array, options: BundleOptions): Promise<BundleResult> {
  return new Promise((resolve) => {
    resolve(verify(bytes, options));
  });
}

function verify(bytes: Uint8Array, options: BundleOptions): BundleResult {
  parseTime(options.time);
  const root = examine('trust-root', [], () => checkTrustRoot(options.trustRoot));
  const bundle = examine('package', [], () => parseBundle(bytes));
  const summary = {
    checks: [bundle.check, root.check],
    ...(root.matched ? { trustRoot: summaryOf(root.value) } : {}),
    verifiedAt: options.time,
  };
  if (!bundle.matched) return { verdict: 'mismatch', code: 'PACKAGE_MALFORMED', records: [], ...summary };
  const session = newSession(root, options);
  const records = bundle.value.records.map((_record, position) =>
    verifyEvidence(packageAt(bundle.value, position), session, options.originals?.get(position)),
  );
  return { ...worst(records), records, ...summary };
}
