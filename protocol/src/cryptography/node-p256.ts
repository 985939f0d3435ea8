import { verify } from 'node:crypto';
import type { SignatureScheme } from './cryptography.js';
import { importPublicKey } from './node-keys.js';
import { portableP256 } from './portable-p256.js';

/** OpenSSL verifies; signing stays with RFC 6979, because node:crypto would draw a random nonce. */
export const nodeP256: SignatureScheme = {
  verify: (publicKey, message, signature) =>
    verify('sha256', message, { key: importPublicKey(publicKey), dsaEncoding: 'ieee-p1363' }, signature),
  openPrivateKey: (secret) => portableP256.openPrivateKey(secret),
};
