import { createHash, createHmac, getHashes } from 'node:crypto';
import type { Cryptography } from './cryptography.js';
import { nodeEd25519 } from './node-ed25519.js';
import { nodeP256 } from './node-p256.js';
import { cryptography as portable } from './portable.js';
import { sm2Scheme } from './sm2.js';

// Some distributions build OpenSSL without the Chinese algorithms.
const hasSm3 = getHashes().includes('sm3');

/** node:crypto, on servers and in the chaincode. */
export const cryptography: Cryptography = {
  name: 'node',
  sha256: (...parts) => digest('sha256', parts),
  sm3: hasSm3 ? (...parts) => digest('sm3', parts) : portable.sm3,
  hmacSha256: (key, data) => plain(createHmac('sha256', key).update(data).digest()),
  hmacSm3: hasSm3 ? (key, data) => plain(createHmac('sm3', key).update(data).digest()) : portable.hmacSm3,
  schemes: { ed25519: nodeEd25519, 'ecdsa-p256-sha256': nodeP256, 'sm2-sm3': sm2Scheme },
};

function digest(algorithm: string, parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return plain(hash.digest());
}

/** A Buffer's slice shares memory and its JSON form differs, so no Buffer leaves this room. */
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
