import { cryptography } from '#cryptography';
import type { Cryptography } from '../cryptography/cryptography.js';
import type { PublicKey } from './public-key.js';
import { hasValidForm } from './signature-form.js';

/**
 * Whether a signature over the message verifies under a key: the one verification function of the project.
 * Strict (docs/specs/envelope.md): malleated or out-of-range signatures are false. Never throws.
 * @param signature 64 bytes
 */
export function verifySignature(publicKey: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return verifySignatureWith(cryptography, publicKey, message, signature);
}

/** verifySignature on a given back end, to compare them. */
export function verifySignatureWith(
  backEnd: Cryptography,
  publicKey: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (!hasValidForm(publicKey.algorithm, signature)) return false;
  try {
    return backEnd.schemes[publicKey.algorithm].verify(publicKey, message, signature);
  } catch {
    // The libraries throw where an encoding is no point: that is a signature that doesn't verify.
    return false;
  }
}
