import { verifySignatureAside } from '@quancheng/protocol';
import type { SignatureVerifier } from './signature-verifier.js';
import { newWorkerSignatureVerifier } from './worker-signature-verifier.js';

/**
 * Signatures that OpenSSL knows are verified on libuv's threads, where asking costs a thirtieth of a verification; the
 * others on worker threads, which cost more to ask (docs/decisions/0029-single-records.md).
 */
export function openSignatureVerifier(): SignatureVerifier {
  const workers = newWorkerSignatureVerifier();
  return {
    verify: (publicKey, message, signature) =>
      verifySignatureAside(publicKey, message, signature) ?? workers.verify(publicKey, message, signature),
    close: () => workers.close(),
  };
}
