import { randomBytes } from 'node:crypto';
import { newSigner, QuanchengError, type SignatureAlgorithm } from '@quancheng/protocol';
import type { KeyFile } from './key-file.js';
import { sealSecret } from './seal-secret.js';

/**
 * A new private key as a key file, sealed if a passphrase is given, else plain.
 */
export async function generateKey(algorithm: SignatureAlgorithm, passphrase?: string): Promise<KeyFile> {
  const seed = randomSecret(algorithm);
  const { publicKey } = newSigner(algorithm, seed);
  const secret =
    passphrase === undefined ? { form: 'plain' as const, seed } : await sealSecret(seed, passphrase);
  return { publicKey, secret };
}

/** Draws until the bytes are a valid scalar: the orders of both curves are so near 2^256 that one draw does. */
function randomSecret(algorithm: SignatureAlgorithm): Uint8Array {
  for (;;) {
    const secret = new Uint8Array(randomBytes(32));
    try {
      newSigner(algorithm, secret);
      return secret;
    } catch (error) {
      if (!(error instanceof QuanchengError) || error.code !== 'KEY_MALFORMED') throw error;
    }
  }
}
