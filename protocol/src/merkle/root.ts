import { emptyRoot, nodeHash, type LeafHash, type RootHash } from './hashes.js';

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
