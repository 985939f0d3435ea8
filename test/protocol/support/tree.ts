import { leafHash, nodeHash, type LeafHash, type NodeSource } from '@quancheng/protocol';

/** Leaf hashes of entries 0, 1, 2, … as four-byte numbers. */
export function numberedLeaves(count: number): LeafHash[] {
  return Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(0, 0, index >> 8, index & 0xff)));
}

/**
 * Complete subtrees over leaves, as a log's tiles would give them. Asking for an incomplete one throws, so a
 * proof that needed it would fail.
 */
export function nodesOf(leaves: readonly Uint8Array[]): NodeSource {
  const levels: (readonly Uint8Array[])[] = [leaves];
  for (let below = leaves; below.length > 1; ) {
    const pairs = below.slice(0, below.length - (below.length % 2));
    below = pairs.flatMap((left, index) => {
      const right = pairs[index + 1];
      return index % 2 === 0 && right !== undefined ? [nodeHash(left, right)] : [];
    });
    levels.push(below);
  }
  return (level, index) => {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new Error(`no complete subtree ${level}/${index}`);
    return hash;
  };
}

/** RFC 6962's definition of the tree hash, word for word: an oracle that shares no code with merkleRoot. */
export function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) throw new Error('the empty tree has no definition by leaves');
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}
