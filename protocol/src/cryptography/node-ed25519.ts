import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { SignatureScheme } from './cryptography.js';
import { importPublicKey } from './node-keys.js';

// RFC 8410: PKCS #8 of an Ed25519 private key is this prefix and the seed.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_LENGTH = 32;

/** OpenSSL's Ed25519: cofactorless, compares the encoding of R (curve25519.c, ossl_ed25519_verify). */
export const nodeEd25519: SignatureScheme = {
  verify: (publicKey, message, signature) => verify(null, message, importPublicKey(publicKey), signature),
  openPrivateKey(secret) {
    const der = Buffer.concat([PKCS8_PREFIX, secret]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    return {
      point: new Uint8Array(spki.subarray(spki.length - KEY_LENGTH)),
      sign: (message) => new Uint8Array(sign(null, message, key)),
    };
  },
};
