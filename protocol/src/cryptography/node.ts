import { createHmac, getHashes } from 'node:crypto';
import type { Cryptography } from './cryptography.js';
import { nodeDigest, nodeDigestInto } from './node-digest.js';
import { nodeEd25519 } from './node-ed25519.js';
import { nodeP256 } from './node-p256.js';
import { cryptography as portable } from './portable.js';
import { sm2Scheme } from './sm2.js';

// Some distributions build OpenSSL without the Chinese algorithms.
const hasSm3 = getHashes().includes('sm3');

/** node:crypto, on servers and in the chaincode. */
export const cryptography: Cryptography = {
  name: 'node',
  sha256: (...parts) => nodeDigest('sha256', parts),
  sm3: hasSm3 ? (...parts) => nodeDigest('sm3', parts) : portable.sm3,
  digestInto: (algorithm, target, offset, parts) => {
    if (algorithm === 'sm3' && !hasSm3) portable.digestInto(algorithm, target, offset, parts);
    else nodeDigestInto(algorithm, target, offset, parts);
  },
  hmacSha256: (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest()),
  hmacSm3: hasSm3
    ? (key, data) => new Uint8Array(createHmac('sm3', key).update(data).digest())
    : portable.hmacSm3,
  schemes: { ed25519: nodeEd25519, 'ecdsa-p256-sha256': nodeP256, 'sm2-sm3': sm2Scheme },
};
