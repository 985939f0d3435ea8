import { consistencyProof, inclusionProof, merkleRoot } from '@quancheng/protocol';
import { nodesOf, numberedLeaves } from '../support/tree.js';
import { hex, type VectorFile } from './vector-file.js';

/** A proof over the tree of the entries 00000000, 00000001, …: inclusion if `index` is there, else consistency. */
export interface MerkleCase {
  readonly name: string;
  readonly size: number;
  readonly root: string;
  readonly index?: number;
  readonly leafHash?: string;
  readonly oldSize?: number;
  readonly oldRoot?: string;
  readonly proof: readonly string[];
  readonly valid: boolean;
}

const leaves = numberedLeaves(300);

const inclusions = [
  [0, 1],
  [0, 2],
  [1, 2],
  [2, 3],
  [4, 5],
  [6, 7],
  [0, 8],
  [5, 8],
  [255, 256],
  [256, 257],
  [299, 300],
  [150, 300],
] as const;
const consistencies = [
  [0, 0],
  [0, 7],
  [1, 1],
  [1, 2],
  [2, 3],
  [3, 7],
  [4, 7],
  [6, 8],
  [7, 8],
  [128, 300],
  [255, 256],
  [256, 257],
  [299, 300],
] as const;

export const merkleVectors: VectorFile = {
  description:
    'Proofs of RFC 6962 over entries that are the four-byte big-endian numbers 0, 1, 2, …; `oldSize` marks a consistency proof.',
  fields: { root: 'hex', leafHash: 'hex', oldRoot: 'hex', proof: 'hex hashes, from the leaf upwards' },
  cases: [
    ...inclusions.flatMap(([index, size]) => spoiled(inclusion(index, size))),
    ...consistencies.flatMap(([oldSize, size]) => spoiled(consistency(oldSize, size))),
  ],
};

function inclusion(index: number, size: number): MerkleCase {
  return {
    name: `entry ${index} of ${size}`,
    index,
    size,
    leafHash: hex(leaves[index] ?? new Uint8Array()),
    root: rootOf(size),
    proof: inclusionProof(index, size, nodesOf(leaves.slice(0, size))).map(hex),
    valid: true,
  };
}

function consistency(oldSize: number, size: number): MerkleCase {
  return {
    name: `from ${oldSize} to ${size}`,
    oldSize,
    size,
    oldRoot: rootOf(oldSize),
    root: rootOf(size),
    proof: consistencyProof(oldSize, size, nodesOf(leaves.slice(0, size))).map(hex),
    valid: true,
  };
}

/** The good case, and bad ones made from it. */
function spoiled(good: MerkleCase): readonly MerkleCase[] {
  const { name, proof } = good;
  const extra = 'ab'.repeat(32);
  const cases: MerkleCase[] = [
    good,
    { ...good, name: `${name}, one hash more`, proof: [...proof, extra], valid: false },
  ];
  const [firstHash, ...rest] = proof;
  if (firstHash === undefined) return cases;
  cases.push({ ...good, name: `${name}, one hash less`, proof: proof.slice(0, -1), valid: false });
  cases.push({ ...good, name: `${name}, another hash`, proof: [extra, ...rest], valid: false });
  cases.push({ ...good, name: `${name}, another root`, root: extra, valid: false });
  return cases;
}

function rootOf(size: number): string {
  return hex(merkleRoot(leaves.slice(0, size)));
}
