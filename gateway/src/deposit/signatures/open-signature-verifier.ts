import { verifySignatureAside } from '@quancheng/protocol';
import { newGate } from '../../threads/gate.js';
import type { SignatureVerifier } from './signature-verifier.js';
import { newWorkerSignatureVerifier } from './worker-signature-verifier.js';

/**
 * Signatures in libuv's queue at once. The journal's syncs wait in the same queue, behind them; with fewer its threads
 * would be idle while the event loop is busy with something else.
 */
const AT_ONCE = 128;

/**
 * Signatures that OpenSSL knows are verified on libuv's threads, where asking costs a thirtieth of a verification; the
 * others on worker threads, which cost more to ask (docs/decisions/0029-single-records.md).
 */
export function openSignatureVerifier(): SignatureVerifier {
  const workers = newWorkerSignatureVerifier();
  const gate = newGate(AT_ONCE);
  return {
    verify: (publicKey, message, signature) =>
      gate.pass(
        () =>
          verifySignatureAside(publicKey, message, signature) ??
          workers.verify(publicKey, message, signature),
      ),
    close: () => workers.close(),
  };
}
