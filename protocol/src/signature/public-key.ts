import { encodeHex } from '../bytes/hex.js';
import { concatBytes, equalBytes } from '../bytes/bytes.js';
import { sha256 } from '../digests/digests.js';
import { RecentlyUsed } from '../cryptography/recently-used.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { SignatureAlgorithm } from './algorithm.js';
import { isKeyId, type KeyId } from './key-id.js';
import { assertPoint } from './points.js';
import { spkiPrefixes } from './spki.js';

/** A public key whose encoding, curve membership and strength have been checked. Made by parsePublicKey only. */
export interface PublicKey {
  readonly algorithm: SignatureAlgorithm;
  /** DER SubjectPublicKeyInfo, in the one accepted encoding. */
  readonly spki: Uint8Array;
  /** The key itself: 32 bytes for Ed25519, 04 ‖ x ‖ y (65 bytes) for P-256 and SM2. */
  readonly point: Uint8Array;
  readonly keyId: KeyId;
}

/** That of a P-256 or SM2 key; an Ed25519 key's is shorter. */
const LONGEST_SPKI = 91;

/** Checking that a point is on its curve costs as much as a verification, and the same few thousand keys sign. */
const checked = new RecentlyUsed<string, PublicKey>(4096);

/**
 * Accepts exactly one DER encoding per key (docs/specs/envelope.md): a fixed prefix for the algorithm, then the
 * key. So equal keys have equal key ids, and no party can register one key twice.
 * @throws KEY_MALFORMED, KEY_WEAK
 */
export function parsePublicKey(spkiDer: Uint8Array): PublicKey {
  if (spkiDer.length > LONGEST_SPKI) throw notCanonical();
  return checked.get(encodeHex(spkiDer), () => checkPublicKey(spkiDer.slice()));
}

function checkPublicKey(spki: Uint8Array): PublicKey {
  for (const { algorithm, prefix, keyLength } of spkiPrefixes) {
    if (spki.length !== prefix.length + keyLength) continue;
    if (!equalBytes(spki.subarray(0, prefix.length), prefix)) continue;
    const point = spki.subarray(prefix.length);
    assertPoint(algorithm, point);
    return Object.freeze({ algorithm, spki, point, keyId: keyIdOf(spki) });
  }
  throw notCanonical();
}

function notCanonical(): QuanchengError {
  return new QuanchengError('KEY_MALFORMED', 'not the canonical DER of an Ed25519, P-256 or SM2 public key');
}

/**
 * The public key with this raw encoding.
 * @param point 32 bytes for Ed25519, 04 ‖ x ‖ y for P-256 and SM2
 * @throws KEY_MALFORMED, KEY_WEAK
 */
export function newPublicKey(algorithm: SignatureAlgorithm, point: Uint8Array): PublicKey {
  const scheme = spkiPrefixes.find((each) => each.algorithm === algorithm);
  if (scheme === undefined) throw new QuanchengError('KEY_MALFORMED', 'unknown algorithm');
  return parsePublicKey(concatBytes(scheme.prefix, point));
}

function keyIdOf(spki: Uint8Array): KeyId {
  const keyId = encodeHex(sha256(spki));
  if (!isKeyId(keyId)) throw new QuanchengError('KEY_MALFORMED', 'digest of wrong length');
  return keyId;
}
