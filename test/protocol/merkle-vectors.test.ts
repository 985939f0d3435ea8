import {
  decodeHex,
  emptyRoot,
  encodeHex,
  leafHash,
  merkleRoot,
  parseLeafHash,
  parseRootHash,
  verifyConsistency,
  verifyInclusion,
  type LeafHash,
  type RootHash,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { expectCode } from './support/expect-code.js';
import { sharedLines } from './support/shared-vectors.js';

interface InclusionCase {
  readonly case: string;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string | null;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyCase {
  readonly case: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string | null;
  readonly root2: string | null;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

describe('Merkle vectors of outsiders', () => {
  it('the eight leaves of Certificate Transparency’s tests', () => {
    const entries = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const leaves = entries.map((entry) => leafHash(decodeHex(entry)));
    expect(encodeHex(merkleRoot(leaves))).to.equal(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
    expect(encodeHex(merkleRoot(leaves.slice(0, 1)))).to.equal(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(merkleRoot([])).to.equal(emptyRoot);
  });

  it('transparency-dev: 98 inclusion proofs', function () {
    const cases = sharedLines<InclusionCase>(this, 'rfc6962-inclusion.ndjson');
    expect(cases).to.have.lengthOf(98);
    for (const each of cases) {
      const leaf = bytes(each.leafHash) as LeafHash;
      const root = bytes(each.root) as RootHash;
      const valid = verifyInclusion(each.leafIdx, each.treeSize, leaf, (each.proof ?? []).map(bytes), root);
      expect(valid, each.case).to.equal(!each.wantErr);
    }
  });

  it('transparency-dev: 98 consistency proofs', function () {
    const cases = sharedLines<ConsistencyCase>(this, 'rfc6962-consistency.ndjson');
    expect(cases).to.have.lengthOf(98);
    for (const each of cases) {
      const oldRoot = bytes(each.root1) as RootHash;
      const newRoot = bytes(each.root2) as RootHash;
      const valid = verifyConsistency(
        each.size1,
        each.size2,
        oldRoot,
        newRoot,
        (each.proof ?? []).map(bytes),
      );
      expect(valid, each.case).to.equal(!each.wantErr);
    }
  });

  it('hashes from outside have 32 bytes', () => {
    expect(parseLeafHash(new Uint8Array(32))).to.have.lengthOf(32);
    expectCode('PROOF_INVALID', () => parseLeafHash(new Uint8Array(31)));
    expectCode('PROOF_INVALID', () => parseRootHash(new Uint8Array(33)));
  });
});

function bytes(base64: string | null): Uint8Array {
  return new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
}
