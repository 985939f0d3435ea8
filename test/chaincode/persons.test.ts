import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectRefusal } from './support/refusals.js';
import { newPossession, type CommandOptions, type Party } from './support/statements.js';
import { registrar } from './support/test-genesis.js';
import { newWorld, registration, type Outcome, type TestWorld } from './support/test-world.js';

const PERSON = `p-${'0123456789abcdef'.repeat(2)}`;
const service: Party = { participant: 'service', role: 'authenticator', signer: testSigner('service') };
const rival: Party = { participant: 'rival', role: 'authenticator', signer: testSigner('rival') };
const person: Party = { participant: PERSON, role: 'participant', signer: testSigner('person') };
const digests = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
const change = { name: '某服务', type: 'agency', roles: [] };

async function newPersonWorld(): Promise<TestWorld> {
  const world = await newWorld();
  for (const { participant, signer, role } of [service, rival]) {
    await world.order(registration(participant, signer, { usccOverride: '测试', roles: [role] }));
  }
  return world;
}

function personRegistration(by: Party, target = PERSON): CommandOptions {
  const body = { authentication: digests, possession: newPossession(target, person.signer) };
  return { action: 'person.register', target, expectedVersion: 0, body, parties: [by] };
}

function registerPerson(world: TestWorld, by: Party): Promise<Outcome> {
  return world.order(personRegistration(by));
}

async function code(
  world: TestWorld,
  action: string,
  body: object,
  parties: readonly Party[],
  target = PERSON,
): Promise<string> {
  const expectedVersion = world.version(`participant/${target}`);
  const outcome = await world.order({ action, target, expectedVersion, body: { ...body }, parties });
  return outcome.code ?? outcome.outcome;
}

describe('contract quancheng: persons, changes of participants', () => {
  it('a person is registered by an authentication service, under a pseudonym and nothing else', async () => {
    const world = await newPersonWorld();
    expect(await registerPerson(world, registrar)).to.have.property('code', 'SIGNER_NOT_ENTITLED');
    for (const target of ['370102199001011234', 'p-370102199001011234', `${PERSON}0`]) {
      await expectRefusal(world, 'PSEUDONYM_INVALID', personRegistration(service, target));
    }
    expect(await registerPerson(world, service)).to.have.property('outcome', 'done');
    expect(Object.keys(world.peer.value(`participant/${PERSON}`) as object).sort()).to.deep.equal([
      'authentication',
      'authenticator',
      'id',
      'keys',
      'registered',
      'roles',
      'type',
      'version',
    ]);
    expect(await registerPerson(world, service)).to.have.property('code', 'VERSION_CONFLICT');
  });

  it('only its own service answers for a person’s keys, and the registrar doesn’t', async () => {
    const world = await newPersonWorld();
    await registerPerson(world, service);
    const possession = (name: string) => ({ possession: newPossession(PERSON, testSigner(name)) });
    for (const by of [registrar, rival, { ...service, role: 'participant' }]) {
      expect(await code(world, 'key.add', possession('second'), [by])).to.equal('SIGNER_NOT_ENTITLED');
      expect(await code(world, 'key.recover', possession('third'), [by])).to.equal('SIGNER_NOT_ENTITLED');
    }
    expect(await code(world, 'key.recover', possession('third'), [service])).to.equal('done');
    expect(await code(world, 'participant.announce', { encryptionKey: 'AAAA' }, [person])).to.equal(
      'KEY_REVOKED',
    );
    const renewed = { ...person, signer: testSigner('third') };
    const key = { encryptionKey: Buffer.alloc(32, 7).toString('base64') };
    expect(await code(world, 'participant.announce', key, [renewed])).to.equal('done');
    expect(world.peer.value(`participant/${PERSON}`)).to.include(key);
    expect(await code(world, 'participant.change', change, [registrar])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await code(world, 'participant.change', change, [service])).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('the registrar changes an organisation’s name, roles and quota, which count from then on', async () => {
    const world = await newPersonWorld();
    const quota = { recordsPerDay: 10, commandsPerDay: 5 };
    expect(await code(world, 'participant.change', { ...change, quota }, [service], 'service')).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
    expect(await code(world, 'participant.change', { ...change, quota }, [registrar], 'service')).to.equal(
      'done',
    );
    expect(world.peer.value('participant/service')).to.deep.include({ ...change, quota, version: 2 });
    expect(await registerPerson(world, service)).to.have.property('code', 'ROLE_MISSING');
    expect(await code(world, 'participant.change', change, [registrar], 'service')).to.equal('done');
    expect(world.peer.value('participant/service')).not.to.have.property('quota');
    expect(await code(world, 'participant.change', change, [registrar], 'nobody')).to.equal(
      'PARTICIPANT_UNKNOWN',
    );
  });
});
