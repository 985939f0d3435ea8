import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyId } from '../signature/key-id.js';
import type { PublicKey } from '../signature/public-key.js';
import { RecentlyUsed } from './recently-used.js';

/** Importing a key costs about half a verification, and a gateway sees the same few thousand keys. */
const imported = new RecentlyUsed<KeyId, KeyObject>(4096);

/** OpenSSL's form of a public key that parsePublicKey has checked. */
export function importPublicKey(publicKey: PublicKey): KeyObject {
  return imported.get(publicKey.keyId, () => {
    const { buffer, byteOffset, byteLength } = publicKey.spki;
    return createPublicKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'spki' });
  });
}
