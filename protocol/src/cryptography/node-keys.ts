import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyId } from '../signature/key-id.js';
import type { PublicKey } from '../signature/public-key.js';

/** Importing a key costs about as much as half a verification; a gateway sees the same few thousand keys. */
const CAPACITY = 4096;

// A Map iterates in the order of insertion, so re-inserting on use makes it a least-recently-used cache.
const imported = new Map<KeyId, KeyObject>();

/** OpenSSL's form of a public key that parsePublicKey has checked. */
export function importPublicKey(publicKey: PublicKey): KeyObject {
  const known = imported.get(publicKey.keyId);
  const key = known ?? createPublicKey({ key: toBuffer(publicKey.spki), format: 'der', type: 'spki' });
  imported.delete(publicKey.keyId);
  imported.set(publicKey.keyId, key);
  if (imported.size > CAPACITY) evictOldest();
  return key;
}

function evictOldest(): void {
  for (const oldest of imported.keys()) {
    imported.delete(oldest);
    return;
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
