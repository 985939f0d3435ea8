import { encodeUtf8, newSigner, QuanchengError, type Signer } from '@quancheng/protocol';
import { createFile } from '../files/write-file.js';
import { readText } from '../files/read-file.js';
import { formatKeyFile, type KeyFile, parseKeyFile } from './key-file.js';
import { unsealSecret } from './seal-secret.js';

/** Asked only when the key is sealed. */
export type PassphraseSource = () => Promise<string>;

/**
 * The signer of a key file.
 * @throws PRIVATE_KEY_UNREADABLE if the secret cannot be decrypted or doesn't belong to the public key
 */
export async function openKey(file: KeyFile, passphrase: PassphraseSource): Promise<Signer> {
  const { publicKey, secret } = file;
  const seed = secret.form === 'plain' ? secret.seed : await unsealSecret(secret, await passphrase());
  const signer = newSigner(publicKey.algorithm, seed);
  // The public key stands outside the box: whoever could write the file might have exchanged it.
  if (signer.publicKey.keyId !== publicKey.keyId) {
    throw new QuanchengError('PRIVATE_KEY_UNREADABLE', 'the secret does not belong to the public key');
  }
  return signer;
}

/** @throws FILE_UNREADABLE, KEY_FILE_INVALID */
export async function readKeyFile(path: string): Promise<KeyFile> {
  return parseKeyFile(await readText(path));
}

/**
 * Writes a key file that only its owner may read. Never overwrites.
 * @throws FILE_EXISTS, FILE_UNWRITABLE
 */
export async function writeKeyFile(path: string, file: KeyFile): Promise<void> {
  await createFile(path, encodeUtf8(formatKeyFile(file)), { mode: 0o600 });
}
