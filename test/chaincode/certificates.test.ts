import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { draftBody, registerBody } from '../support/records/certificate-bodies.js';
import { newDepositedLog } from '../support/records/deposited-log.js';
import { digests } from '../support/records/digests.js';
import { envelopeList, newCommand, type CommandOptions, type Party } from './support/statements.js';
import { registrar } from './support/test-genesis.js';
import { logRegistration, newPopulatedWorld, registration, type TestWorld } from './support/test-world.js';

const party = (participant: string, role = 'participant'): Party => ({
  participant,
  role,
  signer: testSigner(participant, 'ecdsa-p256-sha256'),
});

const utility = party('water-utility');
const buyer = party('data-company');
const neighbour = party('neighbour');
const court = party('court', 'court');

const REGISTRY = registrar.participant;
const calendar = `${REGISTRY}/working-days`;
const register = `${REGISTRY}/assets`;
const certificate = 'water-utility/certificate-1';
const SIZE = 20;
const { log, proof } = newDepositedLog(SIZE);
const deposit = proof(13);
const draft = draftBody(register);

const working: JsonObject = {
  title: '2026 年节假日安排',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2027-12-31',
};

/** A ledger with calendar, register and a log whose tree of 20 entries is anchored. */
async function newRegistryWorld(): Promise<TestWorld> {
  const world = await newPopulatedWorld();
  for (const { participant, signer, role } of [utility, buyer, neighbour, court]) {
    const roles = role === 'participant' ? [] : [role];
    await world.order(registration(participant, signer, { usccOverride: '测试', roles }));
  }
  await world.order(order('calendar.define', calendar, 0, working, registrar));
  await world.order(order('register.define', register, 0, registerBody(REGISTRY, calendar, 10), registrar));
  await world.order(logRegistration(log));
  await world.submit('anchor', String(world.newestTick), log.origin, '0', '[]', log.note(SIZE));
  return world;
}

function order(
  action: string,
  target: string,
  expectedVersion: number,
  body: JsonObject,
  ...parties: readonly Party[]
): CommandOptions {
  // Public notice takes longer than a command is valid by default.
  return { action, target, expectedVersion, body, parties, expires: '2026-12-20T08:00:00.000Z' };
}

const about = (action: string, version: number, body: JsonObject, ...parties: readonly Party[]) =>
  order(`certificate.${action}`, certificate, version, body, ...parties);

async function executeAll(world: TestWorld, ...orders: readonly CommandOptions[]): Promise<string[]> {
  const outcomes = await world.execute(...orders.map(newCommand));
  return outcomes.map(({ outcome, code }) => code ?? outcome);
}

const objection = 'neighbour/objection-1';

/** From the draft to the end of the notice, an objection dismissed on the way. */
async function throughNotice(world: TestWorld): Promise<void> {
  const document = (letter: string) => ({ document: digests(letter) });
  expect(
    await executeAll(
      world,
      about('draft', 0, draft, utility),
      about('apply', 1, { deposit, ...document('1') }, utility),
      about('accept', 2, document('2'), registrar),
      about('review', 3, document('3'), registrar),
      about('review', 3, { ...document('3'), inspectionReport: digests('4') }, registrar),
      about('publicise', 4, document('5'), registrar),
    ),
  ).to.deep.equal(['done', 'done', 'done', 'INSPECTION_REQUIRED', 'done', 'done']);
  await world.tick();
  const raise = { certificate, ...document('6') };
  expect(
    await executeAll(
      world,
      order('objection.raise', objection, 0, raise, neighbour),
      about('register', 6, entering, registrar),
      order('objection.dismiss', objection, 1, document('7'), registrar),
      about('register', 7, entering, registrar),
    ),
  ).to.deep.equal(['done', 'TRANSITION_INVALID', 'done', 'NOTICE_RUNNING']);
  world.pass(15 * 24 * 3600);
  await world.tick();
}

const entering: JsonObject = {
  document: digests('8'),
  certificateNumber: '泉数资登字第 1 号',
  registryCode: '3701-0001',
  validTo: '2028-12-07T16:00:00.000Z',
};

describe('certificates on the ledger', () => {
  it('live from evidence to cancellation, with an objection, several steps in one transaction', async () => {
    const world = await newRegistryWorld();
    await throughNotice(world);
    const late = order(
      'objection.raise',
      'neighbour/objection-2',
      0,
      { certificate, document: digests('6') },
      neighbour,
    );
    const transfer = { document: digests('9'), transferee: 'data-company' };
    expect(
      await executeAll(
        world,
        late,
        about('register', 7, entering, registrar),
        about('freeze', 8, { document: digests('a'), until: '2027-01-01T00:00:00.000Z' }, court),
        about('transfer', 9, transfer, utility, buyer),
        about('unfreeze', 9, { document: digests('b'), releases: 'a'.repeat(64) }, court),
        about('transfer', 10, transfer, utility),
        about('transfer', 10, transfer, utility, buyer),
        about('transfer', 10, transfer, utility, neighbour),
        about('cancel', 11, { document: digests('c') }, utility),
        about('cancel', 11, { document: digests('c') }, buyer),
      ),
    ).to.deep.equal([
      'NOTICE_OVER',
      'done',
      'done',
      'CERTIFICATE_FROZEN',
      'done',
      'SIGNER_NOT_ENTITLED',
      'done',
      'VERSION_CONFLICT',
      'SIGNER_NOT_ENTITLED',
      'done',
    ]);
    expect(world.peer.value(`certificate/${certificate}`)).to.include({
      status: 'cancelled',
      version: 12,
      holder: 'data-company',
      certificateNumber: '泉数资登字第 1 号',
    });
    expect(world.peer.value('collection/certificates/data-company')).to.include({ count: 1 });
    expect(world.peer.value(`collection/objections/${certificate}`)).to.include({ count: 1 });
  });

  it('keep every version, and each names what its document was', async () => {
    const world = await newRegistryWorld();
    await throughNotice(world);
    const superseded = Array.from({ length: 6 }, (_, index) =>
      world.peer.value(`version/certificate/${certificate}/${String(index + 1).padStart(16, '0')}`),
    );
    const versions = [...superseded, world.peer.value(`certificate/${certificate}`)] as {
      readonly status: string;
      readonly document?: JsonObject;
    }[];
    expect(versions.map(({ status }) => status)).to.deep.equal([
      'draft',
      'applied',
      'accepted',
      'reviewed',
      'publicised',
      'objected',
      'publicised',
    ]);
    expect(versions.map(({ document }) => document)).to.deep.equal([
      undefined,
      ...['1', '2', '3', '5', '6', '7'].map(digests),
    ]);
  });

  it('tell followers every record that a command changed', async () => {
    const world = await newRegistryWorld();
    await executeAll(world, about('draft', 0, draft, utility));
    const command = newCommand(about('apply', 1, { deposit, document: digests('1') }, utility));
    const simulation = await world.simulate('execute', String(world.newestTick), envelopeList([command]));
    const [event] = JSON.parse(simulation.event!.payload) as [{ records: [key: string, version: number][] }];
    expect(event.records.map(([key]) => key.split('/')[0])).to.deep.equal(['certificate', 'claim']);
  });

  it('are refused to a deposit that the ledger’s anchors do not prove', async () => {
    const world = await newRegistryWorld();
    const apply = (change: JsonObject) =>
      about('apply', 1, { deposit: { ...deposit, ...change }, document: digests('1') }, utility);
    expect(
      await executeAll(
        world,
        about('draft', 0, draft, utility),
        apply({ index: 12 }),
        apply({ size: 19, path: log.path(13, 19) }),
        apply({ entry: proof(12)['entry']! }),
        apply({}),
      ),
    ).to.deep.equal(['done', 'EVIDENCE_UNPROVEN', 'REFERENCE_UNKNOWN', 'EVIDENCE_UNPROVEN', 'done']);
  });
});
