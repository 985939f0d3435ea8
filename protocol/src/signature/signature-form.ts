import { SIGNATURE_LENGTH, type SignatureAlgorithm } from './algorithm.js';
import { ED25519_ORDER, P256_ORDER, SM2_ORDER } from './curves.js';
import { bigEndianNumber, littleEndianNumber } from './numbers.js';

/**
 * Whether a signature's numbers are in their ranges, checked before any back end sees it, so that all give one
 * answer: Ed25519 S < L (RFC 8032; tweetnacl accepts more), P-256 low S (or each signature would have a
 * twin), SM2 0 < r, s < n and r + s ≠ n (GB/T 32918.2, 7.1).
 */
export function hasValidForm(algorithm: SignatureAlgorithm, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_LENGTH) return false;
  const first = signature.subarray(0, 32);
  const second = signature.subarray(32);
  if (algorithm === 'ed25519') return littleEndianNumber(second) < ED25519_ORDER;
  const r = bigEndianNumber(first);
  const s = bigEndianNumber(second);
  if (r === 0n || s === 0n) return false;
  if (algorithm === 'ecdsa-p256-sha256') return r < P256_ORDER && s <= P256_ORDER / 2n;
  return r < SM2_ORDER && s < SM2_ORDER && r + s !== SM2_ORDER;
}
