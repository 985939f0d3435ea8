import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../bytes/bytes.js';
import { ED25519_ORDER } from '../signature/curves.js';
import { littleEndianNumber } from '../signature/numbers.js';
import type { SignatureScheme } from './cryptography.js';

const { Point } = ed25519;

/**
 * Ed25519 with the cofactorless equation: encode([S]B − [k]A) = R, as OpenSSL and tweetnacl compute it.
 * noble's own `verify` multiplies by the cofactor and so accepts signatures with a torsion component in R
 * that OpenSSL refuses; one signature must have one answer, so only its point arithmetic is used here.
 */
export const portableEd25519: SignatureScheme = {
  verify(publicKey, message, signature) {
    const encodedR = signature.subarray(0, 32);
    const s = littleEndianNumber(signature.subarray(32));
    const digest = sha512.create().update(encodedR).update(publicKey.point).update(message).digest();
    const k = littleEndianNumber(digest) % ED25519_ORDER;
    const key = Point.fromBytes(publicKey.point, false);
    const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
    return equalBytes(expected.toBytes(), encodedR);
  },
  openPrivateKey(secret) {
    const seed = secret.slice();
    return { point: ed25519.getPublicKey(seed), sign: (message) => ed25519.sign(message, seed) };
  },
};
