import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { order, rotation } from './support/agency-orders.js';
import { expectDone, expectRefusal } from './support/refusals.js';
import { newPossession, OTHER_LEDGER, START } from './support/statements.js';
import { administrators, registrar } from './support/test-genesis.js';
import { AGENCY, agency, newPopulatedWorld, newWorld, operator, registration } from './support/test-world.js';

const NEWCOMER = '91370100MA3C00001H';
const now = { tick: 1, time: START };

describe('participant.register', () => {
  for (const algorithm of ['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'] as const) {
    it(`creates a participant whose key is ${algorithm}`, async () => {
      const world = await newWorld();
      const signer = testSigner('newcomer', algorithm);
      await expectDone(
        world,
        registration(NEWCOMER, signer, { roles: ['depositor', 'log-operator'], type: 'bank' }),
      );
      const { keyId } = signer.publicKey;
      expect(world.peer.value(`participant/${NEWCOMER}`)).to.deep.equal({
        id: NEWCOMER,
        name: '某单位',
        type: 'bank',
        uscc: NEWCOMER,
        roles: ['depositor', 'log-operator'],
        keys: [keyId],
        version: 1,
        registered: now,
      });
      expect(world.peer.value(`key/${keyId}`)).to.include({ key: keyId, algorithm, participant: NEWCOMER });
      expect(world.peer.value(`key/${keyId}`)).to.have.deep.property('registered', now);
    });
  }

  it('is a registrar’s to order, alone', async () => {
    const world = await newPopulatedWorld();
    const options = registration(NEWCOMER, testSigner('newcomer'));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...options, parties: [agency] });
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...options, parties: [operator] });
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...options, parties: [administrators[0]!] });
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...options, parties: [registrar, agency] });
  });

  it('wants a valid code, which is the id, or the reason why not', async () => {
    const world = await newWorld();
    const signer = testSigner('newcomer');
    await expectRefusal(
      world,
      'USCC_INVALID',
      registration(NEWCOMER, signer, { uscc: '91370100MA3C00001A' }),
    );
    await expectRefusal(world, 'USCC_INVALID', registration(NEWCOMER, signer, { uscc: AGENCY }));
    await expectRefusal(world, 'USCC_INVALID', registration('sandbox', signer, { uscc: NEWCOMER }));
    const override = { uscc: '无', usccOverride: '境外机构' };
    await expectDone(world, registration('sandbox', signer, override));
    expect(world.peer.value('participant/sandbox')).to.include(override);
  });

  it('never takes the name of an organisation’s administrator', async () => {
    const options = registration('Org1MSP', testSigner('newcomer'), { usccOverride: '测试' });
    await expectRefusal(await newWorld(), 'PARTICIPANT_RESERVED', options);
  });

  it('creates a participant once', async () => {
    const world = await newPopulatedWorld();
    const again = registration(AGENCY, testSigner('another'));
    await expectRefusal(world, 'VERSION_CONFLICT', again);
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', { ...again, expectedVersion: 1, parties: [agency] });
  });

  it('reads its body strictly', async () => {
    const world = await newWorld();
    const signer = testSigner('newcomer');
    const spoiled: readonly JsonObject[] = [
      { type: 'person' },
      { roles: ['log-operator', 'depositor'] },
      { roles: ['depositor', 'depositor'] },
      { roles: ['administrator'] },
      { name: '' },
      { name: 'line\nbreak' },
      { possession: 'envelope' },
      { usccOverride: '' },
      { further: true },
    ];
    for (const body of spoiled)
      await expectRefusal(world, 'COMMAND_BODY_INVALID', registration(NEWCOMER, signer, body));
  });
});

describe('a proof of possession', () => {
  const signer = testSigner('newcomer', 'sm2-sm3');

  it('is for one participant and one ledger, and signed by the key itself', async () => {
    const world = await newPopulatedWorld();
    const proofs = [
      newPossession(AGENCY, signer),
      newPossession(NEWCOMER, signer, { audience: OTHER_LEDGER }),
      { ...newPossession(NEWCOMER, signer), signatures: newPossession(AGENCY, signer)['signatures']! },
      { ...newPossession(NEWCOMER, signer, { signedBy: operator.signer }) },
    ];
    for (const possession of proofs) {
      await expectRefusal(world, 'POSSESSION_INVALID', registration(NEWCOMER, signer, { possession }));
    }
    await expectDone(world, registration(NEWCOMER, signer));
  });

  it('names the key that it proves', async () => {
    const other = newPossession(NEWCOMER, signer, {});
    const possession = newPossession(NEWCOMER, signer, { publicKeyOf: agency.signer });
    expect(possession).to.not.deep.equal(other);
    await expectRefusal(
      await newWorld(),
      'STATEMENT_INVALID',
      registration(NEWCOMER, signer, { possession }),
    );
  });

  it('is a proof of possession, not another statement', async () => {
    const world = await newWorld();
    const body = { possession: { payload: 'e30=', payloadType: 'text/plain', signatures: [] } };
    await expectRefusal(world, 'ENVELOPE_MALFORMED', registration(NEWCOMER, signer, body));
  });

  it('brings a key that nobody has registered before, revoked or not', async () => {
    const world = await newPopulatedWorld();
    for (const taken of [agency.signer, registrar.signer, administrators[0]!.signer]) {
      await expectRefusal(world, 'KEY_EXISTS', registration(NEWCOMER, taken));
      await expectRefusal(
        world,
        'KEY_EXISTS',
        order('key.add', 1, { possession: newPossession(AGENCY, taken) }),
      );
    }
    const second = testSigner('second key');
    await expectDone(world, order('key.rotate', 1, rotation(second)));
    await expectRefusal(world, 'KEY_EXISTS', registration(NEWCOMER, agency.signer));
  });
});
