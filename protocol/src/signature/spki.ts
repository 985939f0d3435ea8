import { decodeHex } from '../bytes/hex.js';
import type { SignatureAlgorithm } from './algorithm.js';

/** What precedes the key in its DER SubjectPublicKeyInfo: RFC 8410 for Ed25519, RFC 5480 for P-256, and the same with OID 1.2.156.10197.1.301 for SM2. */
export const spkiPrefixes: readonly {
  readonly algorithm: SignatureAlgorithm;
  readonly prefix: Uint8Array;
  readonly keyLength: number;
}[] = [
  { algorithm: 'ed25519', prefix: decodeHex('302a300506032b6570032100'), keyLength: 32 },
  {
    algorithm: 'ecdsa-p256-sha256',
    prefix: decodeHex('3059301306072a8648ce3d020106082a8648ce3d030107034200'),
    keyLength: 65,
  },
  {
    algorithm: 'sm2-sm3',
    prefix: decodeHex('3059301306072a8648ce3d020106082a811ccf5501822d034200'),
    keyLength: 65,
  },
];
