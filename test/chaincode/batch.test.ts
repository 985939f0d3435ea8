import { readOutcomes } from '@quancheng/domain';
import { deflateSync } from 'node:zlib';
import { errorRegistry, formatClearEnvelope, type Envelope, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectFailure } from './support/refusals.js';
import { envelopeList, newCommand, newPossession, type CommandOptions } from './support/statements.js';
import { REGISTRAR, registrar } from './support/test-genesis.js';
import { logSigner, ORIGIN, verifierKeyOf } from './support/test-log.js';
import {
  AGENCY,
  agency,
  logRegistration,
  newPopulatedWorld,
  newWorld,
  OPERATOR,
  operator,
  registration,
  type Outcome,
} from './support/test-world.js';

const second = testSigner('second key');

/** The agency rotates its key. */
const rotation: CommandOptions = {
  action: 'key.rotate',
  target: AGENCY,
  expectedVersion: 1,
  body: { possession: newPossession(AGENCY, second), replaces: agency.signer.publicKey.keyId },
  parties: [agency],
  id: 'rotation',
};

function clear(envelope: Envelope): string {
  return formatClearEnvelope(envelope)!;
}

describe('a list of commands', () => {
  it('is carried out in order, each seeing what those before it wrote', async () => {
    const world = await newWorld();
    const commands = [
      registration(AGENCY, agency.signer),
      registration(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] }),
      logRegistration(),
      rotation,
    ].map(newCommand);
    const outcomes = await world.execute(...commands);
    expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done', 'done', 'done']);
    expect(world.peer.value(`log/${ORIGIN}`)).to.have.nested.property(
      'keys[0].verifierKey',
      verifierKeyOf(logSigner),
    );
    expect(world.version(`participant/${AGENCY}`)).to.equal(2);
  });

  it('sees its own revocations and repetitions, and reads each key of the ledger once', async () => {
    const world = await newPopulatedWorld();
    const rotate = newCommand(rotation);
    const late = newCommand({
      ...rotation,
      id: 'late',
      action: 'key.add',
      body: { possession: newPossession(AGENCY, testSigner('third key')) },
      expectedVersion: 2,
    });
    const conflict = newCommand({
      ...rotation,
      action: 'key.add',
      body: { possession: newPossession(AGENCY, testSigner('third key')) },
    });
    const simulation = await world.simulate('execute', '1', envelopeList([rotate, rotate, late, conflict]));
    const outcomes = readOutcomes(simulation.payload) as readonly Outcome[];
    expect(outcomes.map(({ outcome, code }) => code ?? outcome)).to.deep.equal([
      'done',
      'repeated',
      'KEY_REVOKED',
      'IDEMPOTENCY_CONFLICT',
    ]);
    expect(outcomes[1]).to.deep.equal({ ...outcomes[0], outcome: 'repeated' });
    const keys = simulation.reads.map(([key]) => key);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('goes on after a refused one, which leaves no trace', async () => {
    const world = await newWorld();
    const good = newCommand(registration(AGENCY, agency.signer));
    const bad = newCommand({ ...registration(OPERATOR, agency.signer), id: 'bad' });
    const worse = newCommand(registration(OPERATOR, operator.signer));
    const simulation = await world.submit('execute', '1', envelopeList([good, bad, worse]));
    const outcomes = readOutcomes(simulation.payload) as readonly Outcome[];
    expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(['done', 'refused', 'done']);
    expect(outcomes[1]!.code).to.equal('KEY_EXISTS');
    expect(outcomes[1]!.code! in errorRegistry).to.equal(true);
    expect(outcomes[1]!.message).to.not.include('[');
    expect(world.peer.value(`command/${REGISTRAR}/bad`)).to.equal(undefined);
    expect(simulation.writes.map(([key]) => key)).to.deep.equal(
      simulation.writes.map(([key]) => key).toSorted(),
    );
  });

  it('tells in one event what was done, and only that', async () => {
    const world = await newWorld();
    const done = newCommand({ ...registration(AGENCY, agency.signer), id: 'first' });
    const refused = newCommand({ ...registration(OPERATOR, agency.signer), id: 'second' });
    const { event } = await world.submit('execute', '1', envelopeList([done, refused, done]));
    expect(event?.name).to.equal('commands');
    expect(JSON.parse(event!.payload)).to.deep.equal([{ action: 'participant.register', target: AGENCY }]);
    const name = `${REGISTRAR}/working-days`;
    const define = newCommand({
      action: 'calendar.define',
      target: name,
      expectedVersion: 0,
      body: {
        title: '日历',
        utcOffset: 480,
        holidays: [],
        workdays: [],
        from: '2026-01-01',
        to: '2026-12-31',
      },
      parties: [registrar],
    });
    const defined = await world.submit('execute', '1', envelopeList([define]));
    expect(JSON.parse(defined.event!.payload)).to.deep.equal([
      { action: 'calendar.define', records: [[`calendar/${name}`, 1]] },
    ]);
  });

  it('without effect is a transaction without writes and event', async () => {
    const world = await newPopulatedWorld();
    const refused = newCommand(registration(AGENCY, agency.signer));
    const simulation = await world.simulate('execute', '1', envelopeList([refused]));
    expect(simulation.status).to.equal(200);
    expect(simulation.writes).to.deep.equal([]);
    expect(simulation.event).to.equal(undefined);
  });

  it('keeps a receipt of each command', async () => {
    const world = await newWorld();
    const [outcome] = await world.execute(newCommand({ ...registration(AGENCY, agency.signer), id: 'kept' }));
    const receipt = world.peer.value(`command/${REGISTRAR}/kept`) as JsonObject;
    expect(receipt['digest']).to.match(/^[0-9a-f]{64}$/);
    expect(receipt['result']).to.deep.equal(outcome!.result);
  });

  it('has 1 to 500 items, canonical', async () => {
    const world = await newWorld();
    const one = envelopeList([newCommand(registration(AGENCY, agency.signer))]).slice(1, -1);
    const list = (count: number): string => `[${Array(count).fill(one).join()}]`;
    await expectFailure(world, 'ARGUMENT_INVALID', 'execute', '1', '[]');
    await expectFailure(world, 'ARGUMENT_INVALID', 'execute', '1', list(501));
    await expectFailure(world, 'ARGUMENT_INVALID', 'execute', '1', one);
    await expectFailure(world, 'JSON_NOT_CANONICAL', 'execute', '1', `[ ${one}]`);
    await expectFailure(world, 'JSON_MALFORMED', 'execute', '1', 'commands');
    const most = await world.simulate('execute', '1', list(500));
    expect(readOutcomes(most.payload).map(({ outcome }) => outcome)).to.deep.equal([
      'done',
      ...Array<string>(499).fill('repeated'),
    ]);
  });

  it('may be compressed, whole and with nothing behind it', async () => {
    const world = await newWorld();
    const list = envelopeList([newCommand(registration(AGENCY, agency.signer))]);
    const compressed = deflateSync(list);
    const plain = await world.simulate('execute', '1', list);
    const simulation = await world.simulate('execute', '1', compressed);
    expect(simulation.payload).to.equal(plain.payload);
    expect(simulation.writes).to.deep.equal(plain.writes);
    const spoiled = [
      Buffer.concat([compressed, Buffer.from('x')]),
      compressed.subarray(0, -1),
      compressed.fill(0, 9, 10),
      deflateSync(Buffer.alloc(17 * 1024 * 1024)),
      Buffer.from('x'),
    ];
    for (const bytes of spoiled) await expectFailure(world, 'ARGUMENT_INVALID', 'execute', '1', bytes);
    await expectFailure(world, 'JSON_NOT_CANONICAL', 'execute', '1', deflateSync(` ${list}`));
    await expectFailure(world, 'ARGUMENT_INVALID', 'tick', deflateSync('2'));
    await expectFailure(world, 'ARGUMENT_INVALID', 'execute', deflateSync('1'), list);
  });

  it('may hold envelopes in the clear, beside others', async () => {
    const world = await newWorld();
    const commands = [
      registration(AGENCY, agency.signer),
      registration(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] }),
      logRegistration(),
    ].map(newCommand);
    const [first, ...others] = commands.map(clear);
    const mixed = `[${[first, envelopeList([commands[1]!]).slice(1, -1), others[1]].join()}]`;
    const plain = await world.simulate('execute', '1', envelopeList(commands));
    for (const list of [`[${[first, ...others].join()}]`, mixed]) {
      const simulation = await world.simulate('execute', '1', list);
      expect(simulation.payload).to.equal(plain.payload);
      expect(simulation.writes).to.deep.equal(plain.writes);
      expect(simulation.event).to.deep.equal(plain.event);
    }
  });

  it('refuses what is changed or missing in an envelope in the clear, each by itself', async () => {
    const world = await newWorld();
    const good = clear(newCommand(registration(AGENCY, agency.signer)));
    const { signatures, statement } = JSON.parse(good) as JsonObject;
    const spoiled: readonly (readonly [code: string, text: string])[] = [
      ['SIGNATURE_INVALID', good.replace('某单位', '某单住')],
      ['ENVELOPE_MALFORMED', JSON.stringify({ payload: '', signatures, statement })],
      ['ENVELOPE_MALFORMED', JSON.stringify({ signatures, statement: 'text' })],
      ['ENVELOPE_MALFORMED', JSON.stringify({ signatures: [], statement })],
      ['ENVELOPE_MALFORMED', JSON.stringify({ statement })],
      ['STATEMENT_INVALID', JSON.stringify({ signatures, statement: {} })],
    ];
    const list = `[${[...spoiled.map(([, text]) => text), good].join()}]`;
    const simulation = await world.simulate('execute', '1', list);
    const outcomes = readOutcomes(simulation.payload) as readonly Outcome[];
    expect(outcomes.map(({ outcome, code }) => code ?? outcome)).to.deep.equal([
      ...spoiled.map(([code]) => code),
      'done',
    ]);
  });

  it('conflicts in validation with another transaction on the same target', async () => {
    const world = await newPopulatedWorld();
    const addition = {
      ...rotation,
      id: 'addition',
      action: 'key.add',
      body: { possession: newPossession(AGENCY, testSigner('third key')) },
    };
    const [one, other] = [
      await world.simulate('execute', '1', envelopeList([newCommand(rotation)])),
      await world.simulate('execute', '1', envelopeList([newCommand(addition)])),
    ];
    expect(world.peer.commit(one)).to.equal(true);
    expect(world.peer.commit(other)).to.equal(false);
  });
});
