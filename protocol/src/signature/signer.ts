import { cryptography } from '#cryptography';
import type { Cryptography } from '../cryptography/cryptography.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import type { SignatureAlgorithm } from './algorithm.js';
import { P256_ORDER, SM2_ORDER } from './curves.js';
import { bigEndianNumber } from './numbers.js';
import { newPublicKey, type PublicKey } from './public-key.js';

/** Something that signs with one private key. */
export interface Signer {
  readonly publicKey: PublicKey;
  /** Signs the message itself (not a digest of it): 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * A signer from a 32-byte secret: the seed for Ed25519, the big-endian private scalar for P-256 and SM2.
 * Ed25519 and P-256 (RFC 6979, low S) sign deterministically; SM2 draws its nonce in the library.
 * @throws KEY_MALFORMED
 */
export function newSigner(algorithm: SignatureAlgorithm, secret: Uint8Array): Signer {
  return newSignerWith(cryptography, algorithm, secret);
}

/** newSigner on a given back end, to compare them. */
export function newSignerWith(
  backEnd: Cryptography,
  algorithm: SignatureAlgorithm,
  secret: Uint8Array,
): Signer {
  assertSecret(algorithm, secret);
  const privateKey = backEnd.schemes[algorithm].openPrivateKey(secret);
  return {
    publicKey: newPublicKey(algorithm, privateKey.point),
    sign: (message) => privateKey.sign(message),
  };
}

function assertSecret(algorithm: SignatureAlgorithm, secret: Uint8Array): void {
  if (secret.length !== 32) throw new QuanchengError('KEY_MALFORMED', 'a private key is 32 bytes');
  if (algorithm === 'ed25519') return;
  const scalar = bigEndianNumber(secret);
  // SM2 inverts 1 + d, so d = n − 1 is no key either (GB/T 32918.1).
  const limit = algorithm === 'sm2-sm3' ? SM2_ORDER - 1n : P256_ORDER;
  if (scalar === 0n || scalar >= limit)
    throw new QuanchengError('KEY_MALFORMED', 'private scalar out of range');
}
