import { cryptography } from '#cryptography';

/** SHA-256 of the parts' concatenation: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return cryptography.sha256(...parts);
}

/** SM3 (GB/T 32905) of the parts' concatenation: 32 bytes. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  return cryptography.sm3(...parts);
}

/** Writes SHA-256 of the parts' concatenation, 32 bytes, to a place in the target, which may hold the parts. */
export function sha256Into(target: Uint8Array, offset: number, ...parts: readonly Uint8Array[]): void {
  cryptography.digestInto('sha256', target, offset, parts);
}

/** The same with SM3. */
export function sm3Into(target: Uint8Array, offset: number, ...parts: readonly Uint8Array[]): void {
  cryptography.digestInto('sm3', target, offset, parts);
}

/** HMAC (RFC 2104) with SHA-256: 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  return cryptography.hmacSha256(key, data);
}

/** HMAC (RFC 2104) with SM3: 32 bytes. */
export function hmacSm3(key: Uint8Array, data: Uint8Array): Uint8Array {
  return cryptography.hmacSm3(key, data);
}
