import { verify, type VerifyKeyObjectInput } from 'node:crypto';
import type { PublicKey } from '../signature/public-key.js';
import type { SignatureScheme } from './cryptography.js';
import { fromCallback } from './from-callback.js';
import { importPublicKey } from './node-keys.js';
import { portableP256 } from './portable-p256.js';

/** OpenSSL verifies; signing stays with RFC 6979, because node:crypto would draw a random nonce. */
export const nodeP256: SignatureScheme = {
  verify: (publicKey, message, signature) => verify('sha256', message, keyOf(publicKey), signature),
  verifyAside: (publicKey, message, signature) =>
    fromCallback((done) => verify('sha256', message, keyOf(publicKey), signature, done)),
  openPrivateKey: (secret) => portableP256.openPrivateKey(secret),
};

function keyOf(publicKey: PublicKey): VerifyKeyObjectInput {
  return { key: importPublicKey(publicKey), dsaEncoding: 'ieee-p1363' };
}
