import type { ErrorCode } from '@quancheng/protocol';
import {
  formatPackage,
  verifyPackage,
  type CheckId,
  type EvidencePackage,
  type PackageOptions,
  type VerificationResult,
} from '@quancheng/verifier';
import { VERIFIED_AT } from './standard-evidence.js';

/** Verifies a package that a test put together. */
export function verifyBuilt(
  evidence: EvidencePackage,
  options: Partial<PackageOptions> & Pick<PackageOptions, 'trustRoot'>,
): Promise<VerificationResult> {
  return verifyPackage(formatPackage(evidence), { time: VERIFIED_AT, ...options });
}

/** The codes of all checks that don't match and don't merely depend on one that doesn't. */
export function failures(result: VerificationResult): Partial<Record<CheckId, ErrorCode>> {
  const failed = result.checks.filter(({ code }) => code !== undefined && code !== 'DEPENDS_ON_FAILED');
  return Object.fromEntries(failed.map(({ id, code }) => [id, code]));
}

export function statusOf(result: VerificationResult, id: CheckId): string | undefined {
  return result.checks.find((check) => check.id === id)?.status;
}
