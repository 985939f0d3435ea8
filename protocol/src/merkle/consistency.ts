import { equalBytes } from '../bytes/bytes.js';
import { HASH_LENGTH, emptyRoot, nodeHash, type RootHash } from './hashes.js';
import { assertCount, half, isOdd, splitPoint } from './sizes.js';

/**
 * Whether the tree of the new size begins with the tree of the old size (RFC 9162, 2.1.4.2). Never throws.
 * Every tree is consistent with the empty tree, if that has the empty root, by an empty proof.
 */
export function verifyConsistency(
  oldSize: number,
  newSize: number,
  oldRoot: RootHash,
  newRoot: RootHash,
  proof: readonly Uint8Array[],
): boolean {
  if (!areSizes(oldSize, newSize)) return false;
  if (oldSize === newSize) {
    const isEmpty = oldSize !== 0 || equalBytes(oldRoot, emptyRoot);
    return isEmpty && proof.length === 0 && equalBytes(oldRoot, newRoot);
  }
  if (![oldRoot, newRoot, ...proof].every((hash) => hash.length === HASH_LENGTH)) return false;
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot);
  const roots = rootsFromProof(oldSize, newSize, isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof);
  return roots !== undefined && equalBytes(roots.oldRoot, oldRoot) && equalBytes(roots.newRoot, newRoot);
}

interface Roots {
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
}

function rootsFromProof(oldSize: number, newSize: number, path: readonly Uint8Array[]): Roots | undefined {
  const [first, ...rest] = path;
  if (first === undefined || rest.length === 0) return undefined;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  let oldRoot = first;
  let newRoot = first;
  for (const sibling of rest) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      oldRoot = nodeHash(sibling, oldRoot);
      newRoot = nodeHash(sibling, newRoot);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      newRoot = nodeHash(newRoot, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 ? { oldRoot, newRoot } : undefined;
}

function areSizes(oldSize: number, newSize: number): boolean {
  try {
    assertCount(oldSize, 'old size');
    assertCount(newSize, 'new size');
  } catch {
    return false;
  }
  return oldSize <= newSize;
}

function isPowerOfTwo(size: number): boolean {
  return size === 1 || splitPoint(size) * 2 === size;
}
