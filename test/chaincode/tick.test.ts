import { expect } from 'chai';
import { expectFailure } from './support/refusals.js';
import { envelopeList, newCommand, START } from './support/statements.js';
import { newPopulatedWorld, newWorld, registration, type TestWorld } from './support/test-world.js';
import { testSigner } from '../support/evidence/test-keys.js';

describe('contract function tick', () => {
  it('writes three keys in turn, each at the transaction’s time', async () => {
    const world = await newWorld();
    for (const number of [2, 3, 4, 5, 6, 7]) {
      const { writes, payload, event } = await world.tick();
      const tick = JSON.stringify({ number, time: world.now });
      expect(writes).to.deep.equal([[`tick/${number % 3}`, tick]]);
      expect(payload).to.equal(tick);
      expect(event).to.deep.equal({ name: 'ticked', payload: tick });
    }
    expect(world.now).to.equal('2026-11-23T08:01:00.000Z');
  });

  it('reads the ledger, the newest tick and the one that it replaces', async () => {
    const world = await newWorld();
    await world.tick();
    const { reads } = await world.tick();
    expect(reads.map(([key]) => key)).to.deep.equal(['ledger', 'tick/2', 'tick/0']);
  });

  it('follows the newest only', async () => {
    const world = await newWorld();
    await world.tick();
    world.pass(10);
    for (const number of ['0', '1', '2', '4', '5', '9007199254740991']) {
      await expectFailure(world, 'TICK_STALE', 'tick', number);
    }
  });

  it('comes a whole period after the newest', async () => {
    const world = await newWorld();
    world.pass(9.999);
    await expectFailure(world, 'TICK_EARLY', 'tick', '2');
    world.pass(0.001);
    expect((await world.simulate('tick', '2')).status).to.equal(200);
  });

  it('takes a number in its one decimal form', async () => {
    const world = await newWorld();
    world.pass(10);
    for (const text of ['', '02', '+2', '2.0', '2e0', '0x2', ' 2', '-1', '9007199254740992', 'two']) {
      await expectFailure(world, 'ARGUMENT_INVALID', 'tick', text);
    }
  });

  it('is written once: of two with one number the second fails in validation', async () => {
    const world = await newWorld();
    world.pass(10);
    const first = await world.simulate('tick', '2');
    world.pass(3);
    const second = await world.simulate('tick', '2');
    expect(second.status).to.equal(200);
    expect(world.peer.commit(first)).to.equal(true);
    expect(world.peer.commit(second)).to.equal(false);
  });
});

describe('the tick that a transaction names', () => {
  it('may be the newest or the one before', async () => {
    const world = await newWorld();
    for (let count = 0; count < 4; count += 1) await world.tick();
    expect(world.newestTick).to.equal(5);
    for (const tick of ['0', '1', '2', '3', '6', '7'])
      await expectFailure(world, 'TICK_STALE', ...named(tick));
    for (const tick of ['4', '5']) expect((await world.simulate(...named(tick))).status).to.equal(200);
  });

  it('may not be the tick before the ledger’s first', async () => {
    const world = await newWorld();
    await expectFailure(world, 'TICK_STALE', ...named('0'));
  });

  it('costs exactly two tick keys', async () => {
    const world = await newPopulatedWorld();
    for (let count = 0; count < 3; count += 1) await world.tick();
    const { reads } = await world.simulate(...named('4'));
    expect(reads.map(([key]) => key).filter((key) => key.startsWith('tick/'))).to.deep.equal([
      'tick/1',
      'tick/0',
    ]);
  });

  it('lets a withheld transaction live over the next tick and die by the one after it', async () => {
    const world = await newWorld();
    const withheld = await world.simulate(...named('1'));
    await world.tick();
    expect(isValid(world, withheld), 'after tick n + 1').to.equal(true);
    await world.tick();
    expect(isValid(world, withheld), 'after tick n + 2').to.equal(false);
    expect(withheld.status).to.equal(200);
  });

  it('gives the time of what it writes', async () => {
    const world = await newWorld();
    await world.tick();
    const simulation = await world.submit(...named('1'));
    expect(simulation.payload).to.include(`"at":{"tick":1,"time":"${START}"}`);
  });
});

/** A transaction with effects that names a tick. */
function named(tick: string): [string, string, string] {
  const id = '91370100MA3C00001H';
  const command = newCommand(registration(id, testSigner(`newcomer at ${tick}`)));
  return ['execute', tick, envelopeList([command])];
}

/** Whether what was read is still so, without applying anything. */
function isValid(
  world: TestWorld,
  { reads }: { readonly reads: readonly (readonly [string, number])[] },
): boolean {
  return reads.every(([key, version]) => (world.peer.state.get(key)?.version ?? 0) === version);
}
