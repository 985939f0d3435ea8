import './support/quiet-shim.js';
import { QuanchengContract } from '@quancheng/chaincode';
import type { JsonValue } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectDone, expectFailure, expectRefusal } from './support/refusals.js';
import { NextContract } from './support/next-contract.js';
import type { Simulation } from './support/simulated-peer.js';
import { envelopeList, envelopeText, LEDGER, newCommand, type CommandOptions } from './support/statements.js';
import { administrators, newGenesis, registrar } from './support/test-genesis.js';
import { AGENCY, agency, newWorld, registration, TestWorld } from './support/test-world.js';

const request = JSON.stringify({ keys: ['ledger'], nonce: '00'.repeat(16) });
/** Of different operators. */
const enough = administrators.slice(0, 2);

function upgrade(change: Partial<CommandOptions> = {}): CommandOptions {
  const fixed = { action: 'ledger.upgrade', target: LEDGER, expectedVersion: 1, body: { stateVersion: 2 } };
  return { ...fixed, parties: enough, ...change };
}

/** A bootstrapped ledger whose contract knows the next version of the state, too. */
async function newNextWorld(): Promise<TestWorld> {
  const world = new TestWorld([NextContract]);
  await world.submit('bootstrap', envelopeText(newGenesis()));
  return world;
}

/** The same ledger as a peer with today's contract sees it. */
function asToday({ peer }: TestWorld): TestWorld {
  const world = new TestWorld([QuanchengContract]);
  for (const [key, value] of peer.state) world.peer.state.set(key, value);
  return world;
}

describe('the version of the state', () => {
  it('is checked by every function before anything else', async () => {
    const world = await newWorld();
    const { value, version } = world.peer.state.get('ledger')!;
    world.peer.state.set('ledger', { value: value.replace('"stateVersion":1', '"stateVersion":2'), version });
    for (const args of [
      ['bootstrap', envelopeText(newGenesis())],
      ['tick', '2'],
      ['execute', '1', envelopeList([newCommand(registration(AGENCY, agency.signer))])],
      ['anchor', '1', 'origin', '0', '[]', 'note'],
      ['attest', request],
      ['function-of-the-future'],
    ] as const) {
      await expectFailure(world, 'STATE_VERSION_UNSUPPORTED', ...args);
    }
  });

  it('is raised by administrators; then a contract that doesn’t know it refuses, and the other goes on', async () => {
    const world = await newNextWorld();
    const before = world.peer.value('ledger') as Record<string, JsonValue>;
    const outcome = await expectDone(world, upgrade());
    expect(outcome.result?.version).to.equal(2);
    expect(world.peer.value('ledger')).to.deep.equal({ ...before, stateVersion: 2 });
    await expectFailure(asToday(world), 'STATE_VERSION_UNSUPPORTED', 'tick', '2');
    await world.tick();
    expect(await world.register(AGENCY, agency.signer)).to.include({ outcome: 'done' });
    const { payload } = await world.simulate('attest', request);
    expect(JSON.parse(payload)).to.include({ stateVersion: 2 });
  });

  it('holds for the commands after the raise in the same list', async () => {
    const world = await newNextWorld();
    const [raised, repeated, registered] = await world.execute(
      newCommand(upgrade()),
      newCommand(upgrade()),
      newCommand(registration(AGENCY, agency.signer)),
    );
    expect(raised).to.include({ outcome: 'done' });
    expect(repeated).to.include({ outcome: 'refused', code: 'VERSION_CONFLICT' });
    expect(registered).to.include({ outcome: 'done' });
  });

  it('makes transactions invalid that were endorsed before the raise', async () => {
    const world = await newNextWorld();
    const commands = envelopeList([newCommand(registration(AGENCY, agency.signer))]);
    const endorsed = await world.simulate('execute', '1', commands);
    expect(endorsed.status).to.equal(200);
    await expectDone(world, upgrade());
    expect(world.peer.commit(endorsed)).to.equal(false);
  });

  it('is raised to what the contract knows only, one by one, by enough administrators and nobody else', async () => {
    const today = await newWorld();
    await expectRefusal(today, 'STATE_VERSION_UNSUPPORTED', upgrade());
    const world = await newNextWorld();
    await expectRefusal(world, 'ADMINISTRATORS_TOO_FEW', upgrade({ parties: administrators.slice(0, 1) }));
    const ofOneOperator = administrators.filter((_, index) => index !== 1);
    await expectRefusal(world, 'ADMINISTRATORS_TOO_FEW', upgrade({ parties: ofOneOperator }));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', upgrade({ parties: [registrar] }));
    await expectRefusal(world, 'SIGNER_NOT_ENTITLED', upgrade({ parties: [...enough, registrar] }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', upgrade({ target: AGENCY }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', upgrade({ body: { stateVersion: 3 } }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', upgrade({ body: {} }));
    await expectRefusal(
      world,
      'VERSION_CONFLICT',
      upgrade({ expectedVersion: 2, body: { stateVersion: 3 } }),
    );
    await expectDone(world, upgrade());
    const further = upgrade({ expectedVersion: 2, body: { stateVersion: 3 } });
    await expectRefusal(world, 'STATE_VERSION_UNSUPPORTED', further);
  });

  it('is, until it is raised, the same for both contracts: results, reads, writes and events', async () => {
    const world = new TestWorld([NextContract]);
    const register = envelopeList([newCommand(registration(AGENCY, agency.signer))]);
    for (const args of [
      ['bootstrap', envelopeText(newGenesis())],
      ['execute', '1', register],
      ['execute', '1', register],
      ['execute', '1', '[{}]'],
      ['attest', request],
      ['tick', '2'],
    ]) {
      const [next, today] = [await world.simulate(...args), await asToday(world).simulate(...args)];
      expect(anonymous(next), args[0]).to.deep.equal(anonymous(today));
      world.peer.commit(next);
    }
  });
});

/** Two proposals differ in their ids. */
function anonymous(simulation: Simulation): Simulation {
  return { ...simulation, payload: simulation.payload.replace(simulation.id, ''), id: '' };
}
