import { emptyRoot, HASH_LENGTH, nodeHash, nodeHashInto, type LeafHash, type RootHash } from './hashes.js';

/**
 * Root of the tree over these leaves (RFC 6962, 2.1). Works level by level: an odd last node is promoted.
 */
export function merkleRoot(leafHashes: readonly LeafHash[]): RootHash {
  let level: readonly Uint8Array[] = leafHashes;
  while (level.length > 1) level = parentLevel(level);
  return (level[0] ?? emptyRoot) as RootHash;
}

function parentLevel(level: readonly Uint8Array[]): readonly Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const left = level[index];
    const right = level[index + 1];
    if (left !== undefined) parents.push(right === undefined ? left : nodeHash(left, right));
  }
  return parents;
}

/**
 * The same of leaf hashes that stand one behind the other, without an object for each. They are overwritten.
 * @param hashes 32 bytes each
 */
export function packedMerkleRoot(hashes: Uint8Array): RootHash {
  let count = hashes.length / HASH_LENGTH;
  if (count === 0) return emptyRoot;
  while (count > 1) {
    const pairs = Math.floor(count / 2);
    for (let parent = 0; parent < pairs; parent += 1) {
      const children = hashes.subarray(2 * parent * HASH_LENGTH, (2 * parent + 2) * HASH_LENGTH);
      nodeHashInto(hashes, parent * HASH_LENGTH, children);
    }
    if (count % 2 === 1)
      hashes.copyWithin(pairs * HASH_LENGTH, (count - 1) * HASH_LENGTH, count * HASH_LENGTH);
    count -= pairs;
  }
  return new Uint8Array(hashes.subarray(0, HASH_LENGTH)) as RootHash;
}
