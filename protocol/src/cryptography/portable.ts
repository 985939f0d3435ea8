import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sm3 } from 'sm-crypto-v2';
import { concatBytes } from '../bytes/bytes.js';
import { decodeHex } from '../bytes/hex.js';
import type { Cryptography } from './cryptography.js';
import { portableEd25519 } from './portable-ed25519.js';
import { portableP256 } from './portable-p256.js';
import { sm2Scheme } from './sm2.js';

/** Pure JavaScript: for browsers, and the reference that the node back end is compared with. */
export const cryptography: Cryptography = {
  name: 'portable',
  sha256: (...parts) => sha256(joined(parts)),
  sm3: (...parts) => decodeHex(sm3(joined(parts)), 32),
  digestInto: (algorithm, target, offset, parts) => target.set(cryptography[algorithm](...parts), offset),
  hmacSha256: (key, data) => hmac(sha256, key, data),
  hmacSm3: (key, data) => decodeHex(sm3(data, { key, mode: 'hmac' }), 32),
  schemes: { ed25519: portableEd25519, 'ecdsa-p256-sha256': portableP256, 'sm2-sm3': sm2Scheme },
};

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : concatBytes(...parts);
}
