import { emptyRoot, nodeHash, parseRootHash, type RootHash } from '@quancheng/protocol';

interface Subtree {
  readonly size: number;
  readonly hash: Uint8Array;
}

/** The RFC 6962 root of a list of leaves that is seen only once, in memory for its logarithm. */
export class RootAccumulator {
  /** Complete subtrees from left to right; each is larger than the one after it. */
  readonly #subtrees: Subtree[] = [];

  push(leaf: Uint8Array): void {
    let subtree: Subtree = { size: 1, hash: leaf };
    for (let last = this.#subtrees.at(-1); last?.size === subtree.size; last = this.#subtrees.at(-1)) {
      subtree = { size: 2 * subtree.size, hash: nodeHash(last.hash, subtree.hash) };
      this.#subtrees.pop();
    }
    this.#subtrees.push(subtree);
  }

  root(): RootHash {
    const last = this.#subtrees.at(-1);
    if (last === undefined) return emptyRoot;
    const root = this.#subtrees
      .slice(0, -1)
      .reduceRight((right, { hash }) => nodeHash(hash, right), last.hash);
    return parseRootHash(root);
  }
}
