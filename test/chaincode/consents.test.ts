import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import {
  activationBody,
  deliveryBody,
  offerBody,
  openingBody,
  purposeBody,
  requestBody,
} from '../support/records/consent-bodies.js';
import type { Party } from './support/statements.js';
import { registrar } from './support/test-genesis.js';
import { newWorld, registration, type Outcome, type TestWorld } from './support/test-world.js';

function party(participant: string, role = 'participant'): Party {
  return { participant, role, signer: testSigner(participant, 'ecdsa-p256-sha256') };
}

const fund = party('fund');
const bank = party('bank');
const person = party('person');
const service = party('service', 'authenticator');
const stranger = party('stranger');

const purpose = `${registrar.participant}/credit`;
const consent = 'bank/consent-1';
const terms = offerBody({
  subject: 'person',
  controller: 'fund',
  recipient: 'bank',
  purpose,
  expires: '2026-12-01T00:00:00.000Z',
  maximumUses: 2,
});
const delivery = deliveryBody('2026-11-23T08:00:00.000Z');
const opening = openingBody('2026-11-23T08:00:01.000Z');
const wish = requestBody(consent, purpose);

async function newConsentWorld(): Promise<TestWorld> {
  const world = await newWorld();
  for (const { participant, signer, role } of [fund, bank, person, service, stranger]) {
    const override = { usccOverride: '测试', roles: role === 'participant' ? [] : [role] };
    await world.order(registration(participant, signer, override));
  }
  await order(world, 'purpose.define', purpose, purposeBody, [registrar]);
  return world;
}

async function order(
  world: TestWorld,
  action: string,
  target: string,
  body: JsonObject,
  parties: readonly Party[],
): Promise<Outcome> {
  const kind = action.slice(0, action.indexOf('.'));
  const expectedVersion = world.version(`${kind}/${target}`);
  return await world.order({ action, target, expectedVersion, body, parties });
}

async function activate(world: TestWorld): Promise<void> {
  const offered = await order(world, 'consent.offer', consent, terms, [bank]);
  expect(offered.code, offered.message).to.equal(undefined);
  const activated = await order(world, 'consent.activate', consent, activationBody, [person, service]);
  expect(activated.code, activated.message).to.equal(undefined);
}

describe('contract quancheng: consents and uses', () => {
  it('reserves, delivers and opens uses until the consent is exhausted', async () => {
    const world = await newConsentWorld();
    await activate(world);
    for (const use of ['bank/use-1', 'bank/use-2']) {
      for (const [action, body, who] of [
        ['use.request', wish, bank],
        ['use.deliver', delivery, fund],
        ['use.open', opening, bank],
      ] as const) {
        const outcome = await order(world, action, use, body, [who]);
        expect(outcome.code, outcome.message).to.equal(undefined);
        expect(outcome.result).not.to.have.property('denied');
      }
    }
    expect(world.peer.value(`consent/${consent}`)).to.include({ status: 'exhausted' });
    const third = await order(world, 'use.request', 'bank/use-3', wish, [bank]);
    expect(third).to.have.nested.property('result.denied', 'USES_EXHAUSTED');
    expect(world.peer.value('use/bank/use-3')).to.include({ status: 'denied', denial: 'USES_EXHAUSTED' });
    expect(world.peer.value(`collection/uses/${consent}`)).to.include({ count: 7 });
  });

  it('denies at delivery what was withdrawn after its reservation, and refuses strangers', async () => {
    const world = await newConsentWorld();
    await activate(world);
    expect((await order(world, 'use.request', 'stranger/use-1', wish, [stranger])).code).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
    await order(world, 'use.request', 'bank/use-1', wish, [bank]);
    expect((await order(world, 'consent.withdraw', consent, {}, [person])).outcome).to.equal('done');
    const delivered = await order(world, 'use.deliver', 'bank/use-1', delivery, [fund]);
    expect(delivered).to.have.nested.property('result.denied', 'CONSENT_WITHDRAWN');
    expect(world.peer.value(`consumption/${consent}`)).to.include({ reserved: 0, opened: 0 });
  });
});
