import type { TrustRoot } from '../trust-root/trust-root.js';
import { assertEqual, assertResultContext, assertTransactionContext } from './assert-context.js';
import { assertReadSet } from './assert-read-set.js';
import type { EndorsedRead } from './endorsed-read.js';
import { parseReadRequest } from './read-request.js';
import { parseReadResult } from './read-result.js';
import { unpackRead } from './unpack-read.js';
import { verifyEndorsements } from './verify-endorsements.js';

/**
 * Verifies an endorsed read (docs/specs/ledger.md): who says it, in answer to what, and what it says.
 * @param bytes the common.Payload of the endorsed transaction
 * @param options.nonce what the caller asked with, where the read must be fresh
 * @throws READ_MALFORMED, READ_CONTEXT_MISMATCH, READ_SET_MISMATCH, READ_SIGNATURE_INVALID, ENDORSEMENT_TOO_FEW
 */
export function verifyEndorsedRead(
  bytes: Uint8Array,
  root: TrustRoot,
  options: { readonly nonce?: string } = {},
): EndorsedRead {
  const read = unpackRead(bytes);
  assertTransactionContext(read, root);
  const asked = parseReadRequest(read.arguments);
  const result = parseReadResult(read.response.payload);
  assertResultContext(read, root, asked, result);
  if (options.nonce !== undefined) assertEqual('nonce', result.nonce, options.nonce);
  const answers = assertReadSet(read, asked.request.keys, result);
  const endorsers = verifyEndorsements(read, root);
  const { tick, time, transaction, nonce, contract } = result;
  return { answers, tick, time, transaction, nonce, contract, endorsers };
}
