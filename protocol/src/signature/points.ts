import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { SignatureAlgorithm } from './algorithm.js';
import { Sm2Point } from './curves.js';

/**
 * Checks that bytes encode a usable point: canonical, on the curve, and for Ed25519 not of small order.
 * One check for all back ends: OpenSSL imports Ed25519 keys without looking at the point.
 * @throws KEY_MALFORMED, KEY_WEAK
 */
export function assertPoint(algorithm: SignatureAlgorithm, point: Uint8Array): void {
  if (algorithm === 'ed25519') {
    assertEdwardsPoint(point);
    return;
  }
  // 65 bytes, so noble takes no other form than 04 ‖ x ‖ y.
  const curve = algorithm === 'sm2-sm3' ? Sm2Point : p256.Point;
  decodeOrRefuse(() => curve.fromBytes(point));
}

function assertEdwardsPoint(bytes: Uint8Array): void {
  const point = decodeOrRefuse(() => ed25519.Point.fromBytes(bytes, false));
  if (point.isSmallOrder()) throw new QuanchengError('KEY_WEAK', 'the Ed25519 key is a point of small order');
}

function decodeOrRefuse<Point>(decode: () => Point): Point {
  try {
    return decode();
  } catch (cause) {
    throw new QuanchengError('KEY_MALFORMED', 'the bytes are not a point on the curve', { cause });
  }
}
