import type { TrustRoot } from '../trust-root/trust-root.js';
import { assertEqual, assertResultContext, assertTransactionContext } from './assert-context.js';
import type { EndorsedRead } from './endorsed-read.js';
import { assertStateVersion } from './assert-state-version.js';
import { newKnownCertificates, type KnownCertificates } from './known-certificates.js';
import { parseRead } from './parse-read.js';
import { verifyEndorsements } from './verify-endorsements.js';

/**
 * Verifies an endorsed read (docs/specs/ledger.md): who says it, in answer to what, and what it says.
 * @param bytes the common.Payload of the endorsed transaction
 * @param options.nonce what the caller asked with, where the read must be fresh
 * @param options.certificates what is known already, where several reads are verified
 * @throws READ_MALFORMED, READ_CONTEXT_MISMATCH, READ_SET_MISMATCH, READ_SIGNATURE_INVALID, ENDORSEMENT_TOO_FEW,
 *   STATE_VERSION_UNSUPPORTED
 */
export function verifyEndorsedRead(
  bytes: Uint8Array,
  root: TrustRoot,
  options: { readonly nonce?: string; readonly certificates?: KnownCertificates } = {},
): EndorsedRead {
  const read = parseRead(bytes);
  assertTransactionContext(read.unpacked, root);
  assertResultContext(read, root);
  if (options.nonce !== undefined) assertEqual('nonce', read.request.nonce, options.nonce);
  const endorsers = verifyEndorsements(read.unpacked, root, options.certificates ?? newKnownCertificates());
  assertStateVersion(read.result.stateVersion);
  const { tick, time, transaction, nonce, stateVersion } = read.result;
  return { answers: read.answers, tick, time, transaction, nonce, stateVersion, endorsers };
}
