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

/**
 * verifySignature on another thread, while the asking one goes on. Never rejects. What is passed must not be changed
 * meanwhile.
 * @returns undefined where the back end has no thread for this key's algorithm
 */
export function verifySignatureAside(
  publicKey: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> | undefined {
  const scheme = cryptography.schemes[publicKey.algorithm];
  if (scheme.verifyAside === undefined) return undefined;
  if (!hasValidForm(publicKey.algorithm, signature)) return Promise.resolve(false);
  // As below: what throws is an encoding that is no point.
  return scheme.verifyAside(publicKey, message, signature).catch(() => false);
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
