import { encodeUtf8 } from '@quancheng/protocol';
import { verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { newLargeEvidence } from '../support/evidence/million-records.js';
import { VERIFIED_AT } from '../support/evidence/standard-evidence.js';

// docs/specs/package.md, "Size". Everything here is made from fixed seeds, so these sizes are the same in every run.

describe('evidence of one record among a million', () => {
  const { world, tlogProof, packageBytes } = newLargeEvidence();

  it('is a tlog-proof of at most 2,500 bytes, with seven cosignatures', () => {
    const lines = tlogProof.split('\n');
    expect(
      lines.filter((line) => /^[A-Za-z0-9+/]{43}=$/.test(line)),
      'a path of 20, and the root',
    ).to.have.length(21);
    expect(
      lines.filter((line) => line.startsWith('— ')),
      'the log and seven witnesses',
    ).to.have.length(8);
    expect(encodeUtf8(tlogProof).length).to.be.at.most(2_500);
  });

  it('is a package of at most 12 KiB without the original, endorsed by three organisations', async () => {
    const [organisation] = world.consortium.organisations;
    expect(organisation?.peer.pem.length, 'as long as those of real networks').to.be.at.least(800);
    expect(packageBytes.length).to.be.at.most(12_288);
    const result = await verifyPackage(packageBytes, { trustRoot: world.consortium.root, time: VERIFIED_AT });
    expect([result.verdict, result.code]).to.deep.equal(['integrity-proven', undefined]);
    expect(result.log).to.deep.include({ size: 1_000_000, index: 500_000 });
    expect(result.times.cosigned).to.not.equal(undefined);
  });
});
