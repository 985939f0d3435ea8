import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { leafHash, merkleRoot, parseLeafHash } from '@quancheng/protocol';
import { newBatchTree } from '@quancheng/sdk/node';

function leaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`member ${index}`)));
}

describe('batch tree built by merkletreejs', () => {
  it('has the root and paths of RFC 6962 for every size from 1 to 70', () => {
    for (let size = 1; size <= 70; size += 1) {
      const all = leaves(size);
      const tree = newBatchTree(all);
      expect(Buffer.from(tree.root).toString('hex')).to.equal(
        Buffer.from(merkleRoot(all.map(parseLeafHash))).toString('hex'),
      );
      expect(tree.path(size - 1).length, `path of the last of ${size}`).to.equal(pathLength(size - 1, size));
    }
  });

  it('hashes two leaves as SHA-256(0x01 ‖ left ‖ right)', () => {
    const [left, right] = leaves(2);
    const expected = createHash('sha256').update(Uint8Array.of(1)).update(left!).update(right!).digest('hex');
    expect(Buffer.from(newBatchTree([left!, right!]).root).toString('hex')).to.equal(expected);
  });

  it('refuses to be empty', () => {
    expect(() => newBatchTree([])).to.throw('[VALUE_OUT_OF_RANGE]');
  });
});

/** RFC 6962, 2.1.1, by its recursive definition. */
function pathLength(index: number, size: number): number {
  if (size <= 1) return 0;
  const split = 2 ** Math.ceil(Math.log2(size) - 1);
  return 1 + (index < split ? pathLength(index, split) : pathLength(index - split, size - split));
}
