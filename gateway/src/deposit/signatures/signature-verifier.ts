import type { PublicKey } from '@quancheng/protocol';

/** Verifies signatures beside the work of the thread that asks. */
export interface SignatureVerifier {
  /** protocol's verifySignature. @throws GATEWAY_FAILED, GATEWAY_STOPPING */
  verify(publicKey: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}
