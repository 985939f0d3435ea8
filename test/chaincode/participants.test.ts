import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectDone, expectRefusal } from './support/refusals.js';
import {
  envelopeText,
  LEDGER,
  newPossession,
  OTHER_LEDGER,
  START,
  type CommandOptions,
  type Party,
} from './support/statements.js';
import { administrators, newGenesis, registrar } from './support/test-genesis.js';
import {
  AGENCY,
  agency,
  newPopulatedWorld,
  newWorld,
  operator,
  registration,
  TestWorld,
} from './support/test-world.js';

const NEWCOMER = '91370100MA3C00001H';
const now = { tick: 1, time: START };

/** An order about the agency, by itself. */
function order(
  action: string,
  expectedVersion: number,
  body: JsonObject,
  party: Party = agency,
): CommandOptions {
  return { action, target: AGENCY, expectedVersion, body, parties: [party] };
}

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

function rotation(signer = testSigner('second key'), replaces = agency.signer): JsonObject {
  return { possession: newPossession(AGENCY, signer), replaces: replaces.publicKey.keyId };
}

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
