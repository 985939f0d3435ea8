import { encodeUtf8 } from '../bytes/utf8.js';
import { sha256 } from '../digests/digests.js';
import { leafHash, leafHashInto, type LeafHash } from '../merkle/hashes.js';
import { merkleRoot } from '../merkle/root.js';
import type { RootHash } from '../merkle/hashes.js';
import { statementPaeHead } from '../statements/statement-digests.js';

const TAG = encodeUtf8('quancheng/batch-member/v1');

/**
 * Leaf of a batch's tree: SHA-256(0x00 ‖ tag ‖ SHA-256(PAE of the member)). The tag keeps it apart from the
 * leaves of a log.
 * @param payload the member statement's canonical bytes
 */
export function batchLeaf(payload: Uint8Array): LeafHash {
  return batchLeafOfDigest(sha256(statementPaeHead(payload.length), payload));
}

/** The same from the member's statement digest (SHA-256, 32 bytes), where that is known already. */
export function batchLeafOfDigest(statementDigest: Uint8Array): LeafHash {
  return leafHash(TAG, statementDigest);
}

/** Writes the leaf to a place in the target. */
export function batchLeafInto(target: Uint8Array, offset: number, statementDigest: Uint8Array): void {
  leafHashInto(target, offset, TAG, statementDigest);
}

/** Root of a batch over its members' canonical bytes, in order. */
export function batchRoot(payloads: readonly Uint8Array[]): RootHash {
  return merkleRoot(payloads.map(batchLeaf));
}
