import { QuanchengError, sha256, verifyInclusion, parseLeafHash, parseRootHash } from '@quancheng/protocol';
import { MerkleTree } from 'merkletreejs';

/** The tree over a batch's leaves, which merkletreejs builds. */
export interface BatchTree {
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Siblings of leaf `index`, from the leaf upwards: an RFC 6962 audit path. */
  path(index: number): readonly Uint8Array[];
}

const NODE_PREFIX = Uint8Array.of(0x01);

// merkletreejs hands over left ‖ right. Its own defaults hash without prefixes, so that an inner node would pass
// as a leaf; with these the tree is RFC 6962's, an odd node promoted.
const nodeHash = (children: Buffer): Buffer => Buffer.from(sha256(NODE_PREFIX, children));
const RFC_6962 = { hashLeaves: false, sortPairs: false, duplicateOdd: false, isBitcoinTree: false };

/**
 * Builds the tree and has the protocol check every path: what is signed is only what a verifier will accept.
 * @param leaves 1 to 10,000 leaf hashes, all different
 * @throws VALUE_OUT_OF_RANGE, PROOF_INVALID
 */
export function newBatchTree(leaves: readonly Uint8Array[]): BatchTree {
  if (leaves.length === 0) throw new QuanchengError('VALUE_OUT_OF_RANGE', 'a batch has at least one member');
  const tree = new MerkleTree(
    leaves.map((leaf) => Buffer.from(leaf)),
    nodeHash,
    RFC_6962,
  );
  const root = new Uint8Array(tree.getRoot());
  const path = (index: number) => {
    const leaf = leaves[index];
    if (leaf === undefined) throw new QuanchengError('VALUE_OUT_OF_RANGE', `no leaf ${index}`);
    return tree.getProof(Buffer.from(leaf), index).map((step) => new Uint8Array(step.data));
  };
  leaves.forEach((leaf, index) => {
    if (!verifyInclusion(index, leaves.length, parseLeafHash(leaf), path(index), parseRootHash(root))) {
      throw new QuanchengError('PROOF_INVALID', `leaf ${index} does not lead to the batch's root`);
    }
  });
  return { root, path };
}
