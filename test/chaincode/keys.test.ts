import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { order, rotation } from './support/agency-orders.js';
import { expectDone, expectRefusal } from './support/refusals.js';
import { newPossession, START, type Party } from './support/statements.js';
import { administrators, registrar } from './support/test-genesis.js';
import { AGENCY, agency, newPopulatedWorld, newWorld, operator } from './support/test-world.js';

const NEWCOMER = '91370100MA3C00001H';
const now = { tick: 1, time: START };

describe('key.add', () => {
  it('adds a key by order of the participant or of a registrar', async () => {
    const world = await newPopulatedWorld();
    const [second, third] = [testSigner('second key'), testSigner('third key', 'sm2-sm3')];
    await expectDone(world, order('key.add', 1, { possession: newPossession(AGENCY, second) }));
    await expectDone(world, order('key.add', 2, { possession: newPossession(AGENCY, third) }, registrar));
    const keys = [agency.signer, second, third].map(({ publicKey }) => publicKey.keyId).sort();
    expect(world.peer.value(`participant/${AGENCY}`)).to.deep.include({ keys, version: 3 });
    await expectDone(
      world,
      order('key.revoke', 3, { key: second.publicKey.keyId, reason: 'ceased' }, { ...agency, signer: third }),
    );
  });

  it('is nobody else’s to order', async () => {
    const world = await newPopulatedWorld();
    const body = { possession: newPossession(AGENCY, testSigner('second key')) };
    const self: Party = { ...operator, role: 'participant' };
    for (const party of [operator, self, administrators[0]!]) {
      await expectRefusal(world, 'SIGNER_NOT_ENTITLED', order('key.add', 1, body, party));
    }
  });

  it('needs a participant', async () => {
    const possession = newPossession(NEWCOMER, testSigner('newcomer'));
    const options = { action: 'key.add', target: NEWCOMER, expectedVersion: 0, body: { possession } };
    await expectRefusal(await newWorld(), 'PARTICIPANT_UNKNOWN', { ...options, parties: [registrar] });
  });
});

describe('key.rotate', () => {
  it('adds the new key and revokes the old one', async () => {
    const world = await newPopulatedWorld();
    const second = testSigner('second key');
    await expectDone(world, order('key.rotate', 1, rotation(second)));
    const old = agency.signer.publicKey.keyId;
    expect(world.peer.value(`revocation/${old}`)).to.include({ key: old, reason: 'superseded' });
    expect(world.peer.value(`key/${second.publicKey.keyId}`)).to.include({ participant: AGENCY });
    expect(world.version(`participant/${AGENCY}`)).to.equal(2);
    await expectRefusal(world, 'KEY_REVOKED', order('key.rotate', 2, rotation(testSigner('third key'))));
  });

  it('replaces a key of the participant that is still good', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'KEY_UNKNOWN', order('key.rotate', 1, rotation(undefined, operator.signer)));
    const second = testSigner('second key');
    await expectDone(world, order('key.rotate', 1, rotation(second)));
    const again = order('key.rotate', 2, rotation(testSigner('third key')), { ...agency, signer: second });
    await expectRefusal(world, 'KEY_REVOKED', again);
  });

  it('is the participant’s alone to order', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', order('key.rotate', 1, rotation(), registrar));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', order('key.rotate', 1, rotation(), operator));
  });
});

describe('key.revoke and key.compromise', () => {
  const key = agency.signer.publicKey.keyId;

  it('revokes once, for a listed reason', async () => {
    const world = await newPopulatedWorld();
    await expectRefusal(world, 'COMMAND_BODY_INVALID', order('key.revoke', 1, { key, reason: 'mislaid' }));
    await expectDone(world, order('key.revoke', 1, { key, reason: 'ceased' }, registrar));
    expect(world.peer.value(`revocation/${key}`)).to.deep.include({ key, reason: 'ceased', at: now });
    await expectRefusal(world, 'KEY_REVOKED', order('key.revoke', 2, { key, reason: 'lost' }, registrar));
  });

  it('reports a compromise since a claimed time, and revokes', async () => {
    const world = await newPopulatedWorld();
    const since = '2026-11-01T00:00:00.000Z';
    await expectDone(world, order('key.compromise', 1, { key, since }));
    expect(world.peer.value(`compromise/${key}`)).to.deep.include({ key, since, at: now });
    expect(world.peer.value(`revocation/${key}`)).to.include({ reason: 'compromised' });
    await expectRefusal(world, 'COMPROMISE_EXISTS', order('key.compromise', 2, { key, since }, registrar));
  });

  it('keeps an earlier revocation as it is', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, order('key.revoke', 1, { key, reason: 'superseded' }));
    await expectDone(world, order('key.compromise', 2, { key, since: START }, registrar));
    expect(world.peer.value(`revocation/${key}`)).to.include({ reason: 'superseded' });
    expect(world.version(`participant/${AGENCY}`)).to.equal(3);
  });

  it('is about the participant’s own keys', async () => {
    const world = await newPopulatedWorld();
    for (const foreign of [operator.signer, administrators[0]!.signer, testSigner('nobody')]) {
      const body = { key: foreign.publicKey.keyId };
      await expectRefusal(
        world,
        'KEY_UNKNOWN',
        order('key.revoke', 1, { ...body, reason: 'lost' }, registrar),
      );
      await expectRefusal(
        world,
        'KEY_UNKNOWN',
        order('key.compromise', 1, { ...body, since: START }, registrar),
      );
    }
  });

  it('is the participant’s or a registrar’s to order', async () => {
    const world = await newPopulatedWorld();
    const self: Party = { ...operator, role: 'participant' };
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', order('key.revoke', 1, { key, reason: 'lost' }, self));
    await expectRefusal(
      world,
      'SIGNER_NOT_ENTITLED',
      order('key.compromise', 1, { key, since: START }, self),
    );
  });
});
