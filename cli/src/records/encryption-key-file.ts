import {
  base64Form,
  canonicalize,
  decodeBase64,
  encodeBase64,
  objectOf,
  oneOf,
  parseCanonical,
  encodeUtf8,
  QuanchengError,
  readForm,
} from '@quancheng/protocol';
import type { EncryptionKey } from '@quancheng/sdk';
import { createFile, readText } from '@quancheng/sdk/node';

const SCHEMA = 'quancheng/encryption-key/v1';

const keyForm = objectOf({
  schema: oneOf(SCHEMA),
  publicKey: base64Form(32, 32),
  secretKey: base64Form(32, 32),
});

/** Writes both halves, readable by their owner only. @throws FILE_EXISTS, FILE_UNWRITABLE */
export async function writeEncryptionKey(
  path: string,
  { publicKey, secretKey }: EncryptionKey,
): Promise<void> {
  const file = canonicalize({ schema: SCHEMA, publicKey, secretKey: encodeBase64(secretKey) });
  await createFile(path, file, { mode: 0o600 });
}

/** @throws FILE_UNREADABLE, KEY_FILE_INVALID */
export async function readEncryptionKey(path: string): Promise<EncryptionKey> {
  const text = await readText(path);
  try {
    const value = parseCanonical(encodeUtf8(text.trim()));
    const { publicKey, secretKey } = readForm(keyForm, value, 'KEY_FILE_INVALID');
    return { publicKey, secretKey: decodeBase64(secretKey) };
  } catch (cause) {
    throw new QuanchengError('KEY_FILE_INVALID', `${path} is no encryption key`, { cause });
  }
}
