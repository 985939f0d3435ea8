import { sha256 } from '@quancheng/protocol';

/** RFC 6962, 2.1, by its recursive definition: slow, and independent of the code under test. */
export function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  const k = splitPoint(leaves.length);
  return sha256(Uint8Array.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** RFC 6962, 2.1.1: the audit path, siblings from the leaf upwards. */
export function auditPath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = splitPoint(leaves.length);
  return index < k
    ? [...auditPath(index, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...auditPath(index - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** Largest power of two below n. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** How a test's log makes its tree. */
export interface TestTree {
  readonly root: (leaves: readonly Uint8Array[]) => Uint8Array;
  /** Of the tree of the first `size` leaves. */
  readonly path: (index: number, leaves: readonly Uint8Array[], size: number) => Uint8Array[];
}

export const naiveTree: TestTree = {
  root: treeHash,
  path: (index, leaves, size) => auditPath(index, leaves.slice(0, size)),
};
