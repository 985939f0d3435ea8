/** The signature algorithms that statements, envelopes and keys may use. */
export type SignatureAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'sm2-sm3';

/** Every signature is two 32-byte numbers: R ‖ S of Ed25519, r ‖ s of P-256 and SM2. */
export const SIGNATURE_LENGTH = 64;
