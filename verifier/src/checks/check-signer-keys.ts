import { QuanchengError } from '@quancheng/protocol';
import type { SignerEvidence } from '../ledger/read-signer.js';
import { compareVersions, type StateVersion } from '../read/endorsed-read.js';

/**
 * Each key was registered before the anchor was written, and not revoked before it: the order is that of
 * (block, transaction), which Fabric itself vouches for.
 * @throws KEY_NOT_YET_REGISTERED, KEY_REVOKED
 */
export function checkSignerKeys(signers: readonly SignerEvidence[], anchor: StateVersion): void {
  for (const { key, revocation } of signers) {
    if (key === undefined || compareVersions(key.version, anchor) >= 0) {
      throw new QuanchengError('KEY_NOT_YET_REGISTERED', 'a key was registered after the anchor');
    }
    if (revocation !== undefined && compareVersions(revocation.version, anchor) <= 0) {
      throw new QuanchengError('KEY_REVOKED', 'a key was revoked before the anchor');
    }
  }
}
