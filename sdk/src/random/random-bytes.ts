import { encodeBase64, encodeHex } from '@quancheng/protocol';

/** Bytes of the platform's cryptographic generator: Node's and the browser's Web Crypto. */
export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

/** A statement's salt: Base64 of 16 random bytes. */
export function newSalt(): string {
  return encodeBase64(randomBytes(16));
}

/** 96 random bits for an id, in hex: the ids of one participant don't meet by chance. */
export function newIdentifier(): string {
  return encodeHex(randomBytes(12));
}
