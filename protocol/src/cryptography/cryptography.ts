import type { SignatureAlgorithm } from '../signature/algorithm.js';
import type { PublicKey } from '../signature/public-key.js';

/**
 * The primitives that a back end supplies. All back ends give the same answers; they differ in speed.
 * Callers outside this package use digests.ts, verifySignature and newSigner instead.
 */
export interface Cryptography {
  readonly name: 'node' | 'portable';
  /** SHA-256 of the parts' concatenation: 32 bytes. */
  readonly sha256: (...parts: readonly Uint8Array[]) => Uint8Array;
  /** SM3 (GB/T 32905) of the parts' concatenation: 32 bytes. */
  readonly sm3: (...parts: readonly Uint8Array[]) => Uint8Array;
  /** Writes a digest of the parts' concatenation, 32 bytes, to a place in the target, which may hold the parts. */
  readonly digestInto: (
    algorithm: 'sha256' | 'sm3',
    target: Uint8Array,
    offset: number,
    parts: readonly Uint8Array[],
  ) => void;
  readonly hmacSha256: (key: Uint8Array, data: Uint8Array) => Uint8Array;
  readonly hmacSm3: (key: Uint8Array, data: Uint8Array) => Uint8Array;
  readonly schemes: Readonly<Record<SignatureAlgorithm, SignatureScheme>>;
}

export interface SignatureScheme {
  /**
   * Whether the signature's equation holds. Length and ranges were checked before (signature-form.ts).
   * May throw on bytes that encode no point; verifySignature takes that as false.
   */
  verify(publicKey: PublicKey, message: Uint8Array, signature: Uint8Array): boolean;
  /** @param secret 32 bytes: Ed25519 seed or big-endian scalar, already range-checked */
  openPrivateKey(secret: Uint8Array): PrivateKey;
}

export interface PrivateKey {
  /** The public key as in PublicKey.point. */
  readonly point: Uint8Array;
  /** 64 bytes, as in the table of docs/specs/envelope.md. */
  sign(message: Uint8Array): Uint8Array;
}
