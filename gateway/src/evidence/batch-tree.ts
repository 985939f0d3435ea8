import { encodeHex, inclusionProof, nodeHash, type LeafHash, type NodeSource } from '@quancheng/protocol';

/** Audit paths (hex, from the leaf upwards) of a batch's members. */
export type BatchPaths = (index: number) => string[];

/** Keeps all complete subtrees of a batch's tree, so that each path is only looked up. */
export function newBatchPaths(leaves: readonly LeafHash[]): BatchPaths {
  const levels: (readonly Uint8Array[])[] = [leaves];
  for (let level: readonly Uint8Array[] = leaves; level.length > 1; ) {
    level = completeParents(level);
    levels.push(level);
  }
  const getNode: NodeSource = (level, index) => {
    const node = levels[level]?.[index];
    if (node === undefined) throw new RangeError(`no complete subtree ${level}/${index}`);
    return node;
  };
  return (index) => inclusionProof(index, leaves.length, getNode).map(encodeHex);
}

function completeParents(level: readonly Uint8Array[]): Uint8Array[] {
  const parents: Uint8Array[] = [];
  for (let index = 0; index + 1 < level.length; index += 2) {
    const [left, right] = [level[index], level[index + 1]];
    if (left !== undefined && right !== undefined) parents.push(nodeHash(left, right));
  }
  return parents;
}
