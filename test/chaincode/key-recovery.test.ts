import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { order } from './support/agency-orders.js';
import { expectDone, expectRefusal } from './support/refusals.js';
import {
  envelopeText,
  LEDGER,
  newPossession,
  OTHER_LEDGER,
  type CommandOptions,
  type Party,
} from './support/statements.js';
import { administrators, newGenesis, registrar } from './support/test-genesis.js';
import { AGENCY, agency, newPopulatedWorld, registration, TestWorld } from './support/test-world.js';

const NEWCOMER = '91370100MA3C00001H';

describe('key.recover', () => {
  const body = { possession: newPossession(AGENCY, testSigner('recovered key')) };
  const [first, second, third] = [administrators[0]!, administrators[1]!, administrators[2]!];
  const recover = (parties: readonly Party[], expectedVersion = 1): CommandOptions => ({
    ...order('key.recover', expectedVersion, body),
    parties,
  });

  it('adds a key and revokes the lost one, by order of enough administrators', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, recover([first, second]));
    const lost = agency.signer.publicKey.keyId;
    expect(world.peer.value(`revocation/${lost}`)).to.include({ reason: 'lost' });
    expect(world.peer.value(`participant/${AGENCY}`)).to.have.property('version', 2);
    expect(world.peer.value(`participant/${AGENCY}`))
      .to.have.property('keys')
      .with.length(2);
  });

  it('needs administrators of different operators', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'RECOVERY_TOO_FEW', recover([first]));
    await expectRefusal(world, 'RECOVERY_TOO_FEW', recover([first, third]));
    await expectDone(world, recover([first, second, third]));
  });

  it('needs as many administrators as the threshold says, where there are fewer operators', async () => {
    const world = new TestWorld();
    await world.submit('bootstrap', envelopeText(newGenesis({ change: { recoveryThreshold: 3 } })));
    await world.register(AGENCY, agency.signer);
    await expectRefusal(world, 'RECOVERY_TOO_FEW', recover([first, second]));
    await expectDone(world, recover([first, second, third]));
  });

  it('is theirs alone to order', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', recover([first, second, agency]));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', recover([registrar]));
    await expectRefusal(world, 'SIGNATURE_INVALID', {
      ...recover([first, second]),
      forgedBy: testSigner('stranger'),
    });
  });

  it('is for a participant without another usable key', async () => {
    const world = await newPopulatedWorld();
    const extra = { possession: newPossession(AGENCY, testSigner('second key')) };
    await expectDone(world, order('key.add', 1, extra));
    await expectRefusal(world, 'RECOVERY_NEEDLESS', recover([first, second], 2));
    const revoke = { key: agency.signer.publicKey.keyId, reason: 'lost' };
    await expectDone(world, order('key.revoke', 2, revoke));
    await expectDone(world, recover([first, second], 3));
  });

  it('works after all keys were revoked, and for the registrar', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, order('key.revoke', 1, { key: agency.signer.publicKey.keyId, reason: 'lost' }));
    await expectDone(world, recover([first, second], 2));
    const fresh = testSigner('recovered registrar');
    const target = registrar.participant;
    const possession = newPossession(target, fresh);
    await expectDone(world, { ...recover([first, second]), target, body: { possession } });
    await expectRefusal(world, 'KEY_REVOKED', registration(NEWCOMER, testSigner('newcomer')));
    const renewed = {
      ...registration(NEWCOMER, testSigner('newcomer')),
      parties: [{ ...registrar, signer: fresh }],
    };
    await expectDone(world, renewed);
  });

  it('needs a participant, and the ledger on which its administrators are', async () => {
    const world = await newPopulatedWorld();
    const possession = newPossession(NEWCOMER, testSigner('recovered key'));
    const unknown = { ...recover([first, second], 0), target: NEWCOMER, body: { possession } };
    await expectRefusal(world, 'PARTICIPANT_UNKNOWN', unknown);
    await expectRefusal(world, 'AUDIENCE_MISMATCH', { ...recover([first, second]), audience: OTHER_LEDGER });
    expect(world.peer.value('ledger')).to.include({ ledger: LEDGER });
  });
});
