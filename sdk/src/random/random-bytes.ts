import { encodeBase64, encodeHex } from '@quancheng/protocol';
import { v7 } from 'uuid';

/** Bytes of the platform's cryptographic generator: Node's and the browser's Web Crypto. */
export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** A statement's salt: Base64 of 16 random bytes. */
export function newSalt(): string {
  return encodeBase64(randomBytes(16));
}

/**
 * A new id: a UUIDv7 (RFC 9562) as 32 hex digits. The ids of one participant don't meet by chance, and later ones sort
 * behind earlier ones, which keeps indexes of millions of them fast.
 */
export function newIdentifier(): string {
  return encodeHex(v7(undefined, new Uint8Array(16)));
}
