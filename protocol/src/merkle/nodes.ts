import { nodeHash } from './hashes.js';

/** A complete subtree: the hash over entries [index · 2^level, (index + 1) · 2^level). */
export interface NodeCoordinate {
  readonly level: number;
  readonly index: number;
}

/** Gives the hash of a complete subtree; level 0 are leaf hashes. */
export type NodeSource = (level: number, index: number) => Uint8Array;

/** Entries from begin up to, not including, end, as RFC 6962 splits a tree: one node of it. */
export interface EntryRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * The complete subtrees that make up one node of the tree, from left to right. A node inside the tree is one
 * complete subtree; one at its right edge is several of falling size.
 */
export function rangeNodes(range: EntryRange): readonly NodeCoordinate[] {
  const nodes: NodeCoordinate[] = [];
  let { begin } = range;
  while (begin < range.end) {
    let level = 0;
    let width = 1;
    while (width * 2 <= range.end - begin) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: begin / width });
    begin += width;
  }
  return nodes;
}

/** The hash of one node of the tree, folded from its complete subtrees from the right. */
export function rangeHash(range: EntryRange, getNode: NodeSource): Uint8Array {
  const hashes = rangeNodes(range).map(({ level, index }) => getNode(level, index));
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}
