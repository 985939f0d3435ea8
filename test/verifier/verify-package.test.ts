import { formatPackage, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { TestWorld } from '../support/evidence/test-world.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';

const TIME = '2026-11-23T10:00:00.000Z';

describe('evidence package', () => {
  it('of a singly signed document is proven', async () => {
    const world = new TestWorld();
    const signers = [{ participant: DEPOSITOR, signer: testSigner('depositor') }];
    world.register(DEPOSITOR, [signers[0]!.signer]);
    world.state.advance();
    const deposited = world.deposit(documentStatement('2026-0001', signers), signers);
    world.anchor();
    const bytes = formatPackage(
      world.packageOf(deposited, { original: ORIGINAL, promise: deposited.promise }),
    );
    const result = await verifyPackage(bytes, { trustRoot: world.consortium.root, time: TIME });
    expect(result.verdict).to.equal('integrity-proven');
  });
});
