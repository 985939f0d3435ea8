import { equalBytes } from '../bytes/bytes.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { HASH_LENGTH, nodeHash, type LeafHash, type RootHash } from './hashes.js';
import { assertIndex, half, isOdd } from './sizes.js';

/**
 * The root that an inclusion proof leads to (RFC 9162, 2.1.3.2, the same tree as RFC 6962's).
 * The proof must have exactly the length that index and size give.
 * @param proof siblings from the leaf upwards, 32 bytes each
 * @throws PROOF_INVALID, VALUE_OUT_OF_RANGE
 */
export function rootFromInclusionProof(
  index: number,
  size: number,
  leaf: LeafHash,
  proof: readonly Uint8Array[],
): RootHash {
  assertIndex(index, size);
  let node = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const sibling of proof) {
    if (sibling.length !== HASH_LENGTH || last === 0)
      throw new QuanchengError('PROOF_INVALID', 'wrong length');
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      // A promoted node has no sibling on these levels.
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  if (last !== 0) throw new QuanchengError('PROOF_INVALID', 'the proof is too short');
  return hash as RootHash;
}

/** Whether the entry with this leaf hash is at this index of the tree with this size and root. Never throws. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: LeafHash,
  proof: readonly Uint8Array[],
  root: RootHash,
): boolean {
  try {
    return leaf.length === HASH_LENGTH && equalBytes(rootFromInclusionProof(index, size, leaf, proof), root);
  } catch {
    return false;
  }
}
