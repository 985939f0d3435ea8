import { nodeHash, type LeafHash } from '@quancheng/protocol';

/** Consecutive entries of a log, and what of the log's tree around them is known. */
export interface EntryRange {
  readonly first: number;
  /** Leaf hashes of the entries from `first` on; at least one. */
  readonly leaves: readonly LeafHash[];
  /** Size of the tree. */
  readonly size: number;
  /** Inclusion proofs of the first and the last of the entries in this tree. */
  readonly firstProof: readonly Uint8Array[];
  readonly lastProof: readonly Uint8Array[];
}

/**
 * Inclusion proofs (RFC 6962, 2.1.1) of all entries of a range, from two. A subtree beside the range is a sibling on
 * the path of the range's first entry (left of it) or last entry (right of it), so its hash is in their proofs;
 * all others are made of the entries themselves, each once.
 */
export function newRangeProofs(range: EntryRange): (index: number) => Uint8Array[] {
  const last = range.first + range.leaves.length - 1;
  const known = new Map<string, Uint8Array>();
  for (const [index, proof] of [
    [range.first, range.firstProof],
    [last, range.lastProof],
  ] as const) {
    siblings(index, range.size).forEach((sibling, place) => {
      const hash = proof[place];
      if (hash !== undefined && isOutside(sibling, range.first, last)) known.set(nameOf(sibling), hash);
    });
  }

  function hashOf(subtree: Subtree): Uint8Array {
    const name = nameOf(subtree);
    const found = known.get(name);
    if (found !== undefined) return found;
    const hash =
      subtree.end - subtree.begin === 1 ? leafAt(subtree.begin) : nodeHash(...childHashes(subtree));
    known.set(name, hash);
    return hash;
  }

  function childHashes({ begin, end }: Subtree): [Uint8Array, Uint8Array] {
    const middle = begin + splitPoint(end - begin);
    return [hashOf({ begin, end: middle }), hashOf({ begin: middle, end })];
  }

  function leafAt(index: number): Uint8Array {
    const leaf = range.leaves[index - range.first];
    if (leaf === undefined) throw new RangeError(`entry ${index} is not in the range`);
    return leaf;
  }

  return (index) => siblings(index, range.size).map(hashOf);
}

/** Entries [begin, end): one node of the tree. */
interface Subtree {
  readonly begin: number;
  readonly end: number;
}

/** The subtrees beside an entry's path, from the leaf upwards. */
function siblings(index: number, size: number): Subtree[] {
  const found: Subtree[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      found.push({ begin: middle, end });
      end = middle;
    } else {
      found.push({ begin, end: middle });
      begin = middle;
    }
  }
  return found.reverse();
}

/** Largest power of two below the size: where RFC 6962 splits a tree. */
function splitPoint(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isOutside({ begin, end }: Subtree, first: number, last: number): boolean {
  return end <= first || begin > last;
}

function nameOf({ begin, end }: Subtree): string {
  return `${begin}-${end}`;
}
