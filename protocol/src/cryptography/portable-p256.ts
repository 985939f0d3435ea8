import { p256 } from '@noble/curves/nist.js';
import type { SignatureScheme } from './cryptography.js';

/** ECDSA over P-256 with SHA-256; nonces by RFC 6979, so signing needs no randomness; low S. */
export const portableP256: SignatureScheme = {
  verify: (publicKey, message, signature) => p256.verify(signature, message, publicKey.point, { lowS: true }),
  openPrivateKey(secret) {
    const scalar = secret.slice();
    return {
      point: p256.getPublicKey(scalar, false),
      sign: (message) => p256.sign(message, scalar, { lowS: true }),
    };
  },
};
