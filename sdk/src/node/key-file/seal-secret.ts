import { randomBytes, scrypt as deriveKey } from 'node:crypto';
import { QuanchengError } from '@quancheng/protocol';
import nacl from 'tweetnacl';
import type { ScryptParameters, SealedSecret } from './key-file.js';

/** 128 MiB and some tenths of a second for each guess (RFC 7914; OWASP's first recommendation). */
export const DEFAULT_SCRYPT: ScryptParameters = { N: 2 ** 17, r: 8, p: 1 };

/**
 * Encrypts a 32-byte secret under a passphrase, with a fresh salt and nonce.
 * @param passphrase compared byte for byte in UTF-8, after Unicode NFC, so that it doesn't depend on the keyboard
 */
export async function sealSecret(
  secret: Uint8Array,
  passphrase: string,
  scrypt: ScryptParameters = DEFAULT_SCRYPT,
): Promise<SealedSecret> {
  const salt = new Uint8Array(randomBytes(32));
  const nonce = new Uint8Array(randomBytes(nacl.secretbox.nonceLength));
  const key = await passphraseKey(passphrase, salt, scrypt);
  return { form: 'sealed', scrypt, salt, nonce, box: nacl.secretbox(secret, nonce, key) };
}

/** @throws PRIVATE_KEY_UNREADABLE if the passphrase is another, or the box was altered */
export async function unsealSecret(sealed: SealedSecret, passphrase: string): Promise<Uint8Array> {
  const key = await passphraseKey(passphrase, sealed.salt, sealed.scrypt);
  const secret = nacl.secretbox.open(sealed.box, sealed.nonce, key);
  if (secret === null)
    throw new QuanchengError('PRIVATE_KEY_UNREADABLE', 'wrong passphrase, or altered key file');
  return secret;
}

function passphraseKey(passphrase: string, salt: Uint8Array, scrypt: ScryptParameters): Promise<Uint8Array> {
  const options = { ...scrypt, maxmem: 128 * scrypt.r * (scrypt.N + scrypt.p) + (1 << 20) };
  return new Promise((resolve, reject) => {
    deriveKey(passphrase.normalize('NFC'), salt, nacl.secretbox.keyLength, options, (error, key) => {
      if (error === null) resolve(new Uint8Array(key));
      else reject(error);
    });
  });
}
