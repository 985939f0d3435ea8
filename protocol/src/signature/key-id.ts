import { isHex } from '../bytes/hex.js';
import { QuanchengError } from '../errors/quancheng-error.js';

declare const keyIdBrand: unique symbol;

/** Lower-case hex SHA-256 of a key's DER SubjectPublicKeyInfo: 64 digits. */
export type KeyId = string & { readonly [keyIdBrand]: true };

export function isKeyId(value: unknown): value is KeyId {
  return isHex(value, 32);
}

/** @throws KEY_MALFORMED */
export function parseKeyId(value: unknown): KeyId {
  if (!isKeyId(value)) throw new QuanchengError('KEY_MALFORMED', 'a key id is 64 lower-case hex digits');
  return value;
}
