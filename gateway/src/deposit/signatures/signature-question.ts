/** A signature to be verified, in the form in which it goes to another thread; the answer is a boolean. */
export interface SignatureQuestion {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}
