import {
  consistencyProof,
  consistencyProofNodes,
  emptyRoot,
  inclusionProof,
  inclusionProofNodes,
  merkleRoot,
  nodeHash,
  packedMerkleRoot,
  rootFromInclusionProof,
  treeRoot,
  treeRootNodes,
  verifyConsistency,
  verifyInclusion,
  type LeafHash,
  type NodeCoordinate,
  type NodeSource,
  type RootHash,
} from '@quancheng/protocol';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectCode } from './support/expect-code.js';
import { nodesOf, numberedLeaves, rootByDefinition } from './support/tree.js';

const LARGEST = 300;
const leaves = numberedLeaves(LARGEST);
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => merkleRoot(leaves.slice(0, size)));
const sizes = fc.integer({ min: 1, max: LARGEST });
const indexAndSize = sizes.chain((size) => fc.tuple(fc.nat({ max: size - 1 }), fc.constant(size)));

describe('Merkle tree', () => {
  it('roots are RFC 6962’s for sizes 1 to 300', () => {
    for (let size = 1; size <= LARGEST; size += 1) {
      expect(roots[size], String(size)).to.deep.equal(rootByDefinition(leaves.slice(0, size)));
    }
  });

  it('roots of hashes in one piece are the same', () => {
    for (let size = 0; size <= LARGEST; size += 1) {
      const packed = Buffer.concat(leaves.slice(0, size));
      expect(packedMerkleRoot(packed), String(size)).to.deep.equal(roots[size]);
    }
  });

  it('roots come from complete subtrees alone', () => {
    for (let size = 0; size <= LARGEST; size += 1) {
      const tracked = tracking(nodesOf(leaves.slice(0, size)));
      expect(treeRoot(size, tracked.getNode)).to.deep.equal(roots[size]);
      expect(tracked.asked).to.deep.equal(treeRootNodes(size));
    }
    expect(treeRoot(0, () => expect.fail('nothing is needed'))).to.deep.equal(emptyRoot);
  });

  it('every inclusion proof of every size up to 70 verifies', () => {
    for (let size = 1; size <= 70; size += 1) {
      const getNode = nodesOf(leaves.slice(0, size));
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, size, getNode);
        expect(
          verifyInclusion(index, size, leaves[index]!, proof, roots[size]!),
          `${index}/${size}`,
        ).to.equal(true);
      }
    }
  });

  it('every consistency proof of every two sizes up to 70 verifies', () => {
    for (let newSize = 0; newSize <= 70; newSize += 1) {
      const getNode = nodesOf(leaves.slice(0, newSize));
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const proof = consistencyProof(oldSize, newSize, getNode);
        const valid = verifyConsistency(oldSize, newSize, roots[oldSize]!, roots[newSize]!, proof);
        expect(valid, `${oldSize}/${newSize}`).to.equal(true);
      }
    }
  });

  it('proofs of sizes up to 300 verify, and ask for exactly the listed nodes', () => {
    fc.assert(
      fc.property(indexAndSize, ([index, size]) => {
        const inclusion = tracking(nodesOf(leaves.slice(0, size)));
        const proof = inclusionProof(index, size, inclusion.getNode);
        expect(verifyInclusion(index, size, leaves[index]!, proof, roots[size]!)).to.equal(true);
        expect(inclusion.asked).to.deep.equal(inclusionProofNodes(index, size));
        const consistency = tracking(nodesOf(leaves.slice(0, size)));
        const extension = consistencyProof(index, size, consistency.getNode);
        expect(verifyConsistency(index, size, roots[index]!, roots[size]!, extension)).to.equal(true);
        expect(consistency.asked).to.deep.equal(consistencyProofNodes(index, size));
      }),
    );
  });

  describe('mutations', () => {
    it('an inclusion proof holds for one index, size, leaf and root only', () => {
      fc.assert(
        fc.property(indexAndSize, indexAndSize, ([index, size], [otherIndex, otherSize]) => {
          const proof = inclusionProof(index, size, nodesOf(leaves.slice(0, size)));
          const holds = (i: number, n: number, leaf: LeafHash, root: RootHash) =>
            verifyInclusion(i, n, leaf, proof, root);
          if (otherIndex !== index) {
            expect(holds(index, size, leaves[otherIndex]!, roots[size]!)).to.equal(false);
            expect(holds(otherIndex, size, leaves[index]!, roots[size]!)).to.equal(false);
          }
          if (otherSize !== size)
            expect(holds(index, size, leaves[index]!, roots[otherSize]!)).to.equal(false);
        }),
      );
    });

    it('an inclusion proof breaks with every flipped bit, lost, added or exchanged hash', () => {
      fc.assert(
        fc.property(indexAndSize, fc.nat(), ([index, size], choice) => {
          const proof = inclusionProof(index, size, nodesOf(leaves.slice(0, size)));
          for (const mutated of mutations(proof, choice)) {
            expect(verifyInclusion(index, size, leaves[index]!, mutated, roots[size]!)).to.equal(false);
          }
        }),
      );
    });

    it('a consistency proof breaks with every flipped bit, lost, added or exchanged hash', () => {
      fc.assert(
        fc.property(indexAndSize, fc.nat(), ([oldSize, newSize], choice) => {
          fc.pre(oldSize > 0);
          const proof = consistencyProof(oldSize, newSize, nodesOf(leaves.slice(0, newSize)));
          for (const mutated of mutations(proof, choice)) {
            const valid = verifyConsistency(oldSize, newSize, roots[oldSize]!, roots[newSize]!, mutated);
            expect(valid).to.equal(false);
          }
        }),
      );
    });

    it('a consistency proof holds for no other sizes and roots', () => {
      fc.assert(
        fc.property(indexAndSize, sizes, ([oldSize, newSize], other) => {
          fc.pre(oldSize > 0 && other !== oldSize && other !== newSize);
          const proof = consistencyProof(oldSize, newSize, nodesOf(leaves.slice(0, newSize)));
          expect(verifyConsistency(oldSize, newSize, roots[other]!, roots[newSize]!, proof)).to.equal(false);
          expect(verifyConsistency(oldSize, newSize, roots[oldSize]!, roots[other]!, proof)).to.equal(false);
          expect(verifyConsistency(oldSize, other, roots[oldSize]!, roots[other]!, proof)).to.equal(false);
        }),
      );
    });
  });

  it('the empty tree precedes every tree, by an empty proof and with its one root', () => {
    expect(verifyConsistency(0, 5, emptyRoot, roots[5]!, [])).to.equal(true);
    expect(verifyConsistency(0, 0, emptyRoot, emptyRoot, [])).to.equal(true);
    expect(verifyConsistency(0, 5, roots[1]!, roots[5]!, [])).to.equal(false);
    expect(verifyConsistency(0, 0, roots[1]!, roots[1]!, [])).to.equal(false);
    expect(verifyConsistency(0, 5, emptyRoot, roots[5]!, [roots[5]!])).to.equal(false);
    expect(verifyConsistency(5, 0, roots[5]!, emptyRoot, [])).to.equal(false);
  });

  it('an inner node does not pass as a leaf', () => {
    const [first, second] = leaves;
    const inner = roots[2]! as Uint8Array as LeafHash;
    const proof = inclusionProof(0, 4, nodesOf(leaves.slice(0, 4)));
    expect(verifyInclusion(0, 2, inner, proof.slice(1), roots[4]!)).to.equal(true);
    // As hashes alone it would; the size says how long the path must be, and the leaf prefix what a leaf is.
    expect(verifyInclusion(0, 4, inner, proof.slice(1), roots[4]!)).to.equal(false);
    expect(merkleRoot([first!, second!])).not.to.deep.equal(first);
  });

  it('works beyond 32 bits, where bit operators would cut', () => {
    // Every leaf the same: the hash of a complete subtree depends on its level only.
    const byLevel = [leaves[0]! as Uint8Array];
    const getNode: NodeSource = (level) => {
      while (byLevel.length <= level) byLevel.push(nodeHash(byLevel.at(-1)!, byLevel.at(-1)!));
      return byLevel[level]!;
    };
    for (const size of [2 ** 32, 2 ** 40 + 12_345, Number.MAX_SAFE_INTEGER]) {
      const root = treeRoot(size, getNode);
      for (const index of [0, 2 ** 31 + 7, size - 1]) {
        const proof = inclusionProof(index, size, getNode);
        expect(verifyInclusion(index, size, leaves[0]!, proof, root)).to.equal(true);
        expect(
          verifyConsistency(
            index + 1,
            size,
            treeRoot(index + 1, getNode),
            root,
            consistencyProof(index + 1, size, getNode),
          ),
        ).to.equal(true);
      }
    }
  });

  it('refuses indexes and sizes that are none', () => {
    const getNode = nodesOf(leaves.slice(0, 4));
    for (const [index, size] of [
      [4, 4],
      [-1, 4],
      [0, 0],
      [0.5, 4],
      [0, 2 ** 53],
      [Number.NaN, 4],
    ] as const) {
      expectCode('VALUE_OUT_OF_RANGE', () => inclusionProof(index, size, getNode));
      expectCode('VALUE_OUT_OF_RANGE', () => rootFromInclusionProof(index, size, leaves[0]!, []));
      expect(verifyInclusion(index, size, leaves[0]!, [], roots[1]!)).to.equal(false);
    }
    expectCode('VALUE_OUT_OF_RANGE', () => consistencyProof(5, 4, getNode));
    expectCode('VALUE_OUT_OF_RANGE', () => treeRoot(-1, getNode));
    expect(verifyConsistency(0.5, 1, roots[1]!, roots[1]!, [])).to.equal(false);
    expectCode('PROOF_INVALID', () => rootFromInclusionProof(0, 2, leaves[0]!, []));
    expectCode('PROOF_INVALID', () => rootFromInclusionProof(0, 1, leaves[0]!, [leaves[1]!]));
    expectCode('PROOF_INVALID', () => rootFromInclusionProof(0, 2, leaves[0]!, [new Uint8Array(31)]));
  });
});

function tracking(source: NodeSource): { readonly asked: NodeCoordinate[]; readonly getNode: NodeSource } {
  const asked: NodeCoordinate[] = [];
  return {
    asked,
    getNode: (level, index) => {
      asked.push({ level, index });
      return source(level, index);
    },
  };
}

function mutations(proof: readonly Uint8Array[], choice: number): readonly (readonly Uint8Array[])[] {
  const extra = Uint8Array.from({ length: 32 }, (_, index) => index);
  const added = [
    [...proof, extra],
    [extra, ...proof],
  ];
  if (proof.length === 0) return added;
  const at = choice % proof.length;
  const flipped = proof[at]!.slice();
  flipped[choice % 32] = flipped[choice % 32]! ^ (1 << (choice % 8));
  const changed = [proof.with(at, flipped), proof.toSpliced(at, 1), proof.with(at, proof[at]!.subarray(1))];
  const exchanged = proof.length > 1 ? [proof.toReversed()] : [];
  return [...added, ...changed, ...exchanged];
}
