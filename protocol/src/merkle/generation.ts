import { QuanchengError } from '../errors/quancheng-error.js';
import { emptyRoot, type RootHash } from './hashes.js';
import { rangeHash, rangeNodes, type EntryRange, type NodeCoordinate, type NodeSource } from './nodes.js';
import { assertCount, assertIndex, splitPoint } from './sizes.js';

/** Inclusion proof (RFC 6962, 2.1.1), siblings from the leaf upwards. @throws VALUE_OUT_OF_RANGE */
export function inclusionProof(index: number, size: number, getNode: NodeSource): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => rangeHash(range, getNode));
}

/** The nodes that inclusionProof will ask for, so that an asynchronous reader can fetch them before. */
export function inclusionProofNodes(index: number, size: number): NodeCoordinate[] {
  return inclusionRanges(index, size).flatMap(rangeNodes);
}

/** Consistency proof (RFC 6962, 2.1.2); empty if the old size is 0 or the new size. @throws VALUE_OUT_OF_RANGE */
export function consistencyProof(oldSize: number, newSize: number, getNode: NodeSource): Uint8Array[] {
  return consistencyRanges(oldSize, newSize).map((range) => rangeHash(range, getNode));
}

/** The nodes that consistencyProof will ask for. */
export function consistencyProofNodes(oldSize: number, newSize: number): NodeCoordinate[] {
  return consistencyRanges(oldSize, newSize).flatMap(rangeNodes);
}

/** Root of the tree of this size from its complete subtrees. */
export function treeRoot(size: number, getNode: NodeSource): RootHash {
  assertCount(size, 'size');
  return size === 0 ? emptyRoot : (rangeHash({ begin: 0, end: size }, getNode) as RootHash);
}

/** The nodes that treeRoot will ask for, from left to right: the right edge of the tree. */
export function treeRootNodes(size: number): NodeCoordinate[] {
  assertCount(size, 'size');
  return [...rangeNodes({ begin: 0, end: size })];
}

function inclusionRanges(index: number, size: number): EntryRange[] {
  assertIndex(index, size);
  const ranges: EntryRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

function consistencyRanges(oldSize: number, newSize: number): EntryRange[] {
  assertCount(oldSize, 'old size');
  assertCount(newSize, 'new size');
  if (oldSize > newSize) throw new QuanchengError('VALUE_OUT_OF_RANGE', 'the old size exceeds the new size');
  if (oldSize === 0) return [];
  const ranges: EntryRange[] = [];
  let begin = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = begin + splitPoint(end - begin);
    if (oldSize <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // The verifier knows the old tree itself, but not a part of it.
  if (begin !== 0) ranges.push({ begin, end });
  return ranges.reverse();
}
