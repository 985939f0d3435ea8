import { expect } from 'chai';
import { codeOf, expectFailure } from './support/refusals.js';
import { newLogWorld, newWorld, ORIGIN } from './support/test-world.js';
import { TestLog } from './support/test-log.js';

describe('arguments and results at the framework’s boundary', () => {
  it('are counted', async () => {
    const world = await newWorld();
    const counts = { bootstrap: 1, tick: 1, execute: 2, anchor: 5, attest: 1 };
    for (const [name, count] of Object.entries(counts)) {
      for (const wrong of [count - 1, count + 1]) {
        await expectFailure(world, 'ARGUMENT_INVALID', name, ...Array<string>(wrong).fill('1'));
        await expectFailure(
          world,
          'ARGUMENT_INVALID',
          `quancheng:${name}`,
          ...Array<string>(wrong).fill('1'),
        );
      }
    }
  });

  it('name a function that exists', async () => {
    const world = await newWorld();
    for (const name of ['mint', 'constructor', 'createContext', 'unknownTransaction', 'quancheng:mint', '']) {
      await expectFailure(world, 'FUNCTION_UNKNOWN', name, '1');
    }
  });

  it('name a contract that exists; this message is the framework’s own', async () => {
    const simulation = await (await newWorld()).simulate('another:tick', '1');
    expect(simulation.status).to.equal(500);
    expect(simulation.message).to.equal('Contract name is not known: another');
  });

  it('are strict UTF-8, so that what is judged is what stands in the transaction', async () => {
    const world = await newLogWorld();
    const note = Buffer.from(new TestLog().note(5));
    const malformed = Buffer.concat([note, Buffer.from([0xff])]);
    await expectFailure(world, 'ARGUMENT_INVALID', 'anchor', '1', ORIGIN, '0', '[]', malformed);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), note]);
    await expectFailure(world, 'ARGUMENT_INVALID', 'anchor', '1', ORIGIN, '0', '[]', marked);
    expect(codeOf(await world.simulate('anchor', '1', ORIGIN, '0', '[]', note))).to.equal('');
  });

  it('are never taken for JSON by the framework, nor is the result quoted', async () => {
    const world = await newWorld();
    world.pass(10);
    const { payload } = await world.simulate('tick', '2');
    expect(payload).to.equal(`{"number":2,"time":"${world.now}"}`);
    await expectFailure(world, 'ARGUMENT_INVALID', 'tick', '"2"');
    await expectFailure(world, 'ARGUMENT_INVALID', 'tick', '2.0');
    await expectFailure(world, 'ARGUMENT_INVALID', 'tick', 'null');
  });

  it('meet a clock that the form of a time can tell', async () => {
    const world = await newWorld();
    const late = await world.peer.simulate(['tick', '2'], { time: '+010000-01-01T00:00:00.000Z' });
    expect(codeOf(late)).to.equal('ARGUMENT_INVALID');
  });
});
