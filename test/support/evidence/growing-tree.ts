import { inclusionProof, nodeHash, treeRoot } from '@quancheng/protocol';
import type { TestTree } from './merkle-tree.js';

interface Known {
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  readonly node: Uint8Array;
}

/**
 * For large logs: keeps complete subtrees, so that only what is new is hashed. Where many equal leaves follow one
 * another, equal pairs are hashed once.
 */
export function newGrowingTree(): TestTree {
  const levels: Uint8Array[][] = [[]];
  const known: Known[] = [];
  const node = (level: number, index: number): Uint8Array => levels[level]![index]!;
  const join = (level: number, left: Uint8Array, right: Uint8Array): Uint8Array => {
    const last = known[level];
    if (last?.left === left && last.right === right) return last.node;
    known[level] = { left, right, node: nodeHash(left, right) };
    return known[level].node;
  };
  const add = (level: number, hash: Uint8Array): void => {
    const row = (levels[level] ??= []);
    row.push(hash);
    if (row.length % 2 === 0) add(level + 1, join(level, row.at(-2)!, hash));
  };
  const keepUp = (leaves: readonly Uint8Array[]): void => {
    for (const leaf of leaves.slice(levels[0]!.length)) add(0, leaf);
  };
  return {
    root(leaves) {
      keepUp(leaves);
      return treeRoot(leaves.length, node);
    },
    path(index, leaves, size) {
      keepUp(leaves);
      return inclusionProof(index, size, node);
    },
  };
}
