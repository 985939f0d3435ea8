// Runs the tests against one mutant after the other, and tells of each whether a test failed.
import { join } from 'node:path';
import Mocha from 'mocha';
import { root } from '../setup.js';
import { Modules } from './modules.js';

// Each run of Mocha listens for what nobody catches.
process.setMaxListeners(0);

process.once('message', async ({ mutants, texts, first, tests }) => {
  const modules = new Modules([join(root, 'domain/dist'), join(root, 'test/dist')], texts);
  for (const test of tests) await modules.prepare(test);
  const order = [...tests];
  const began = performance.now();
  const failing = await firstToFail(modules, order);
  if (failing !== undefined) {
    process.stdout.write(`fails without any change: ${failing}\n`);
    process.exit(3);
  }
  process.send({ unchanged: performance.now() - began });
  for (let number = first; number < mutants.length; number += 1) {
    modules.change(mutants[number]);
    const finder = await firstToFail(modules, order);
    process.send({ mutant: number, failed: finder !== undefined });
    // What found this mutant probably finds the next, which is a change of the same rules.
    if (finder !== undefined) order.unshift(...order.splice(order.indexOf(finder), 1));
  }
  process.disconnect();
});

/** The first file with a test that fails, or that doesn't even load. */
async function firstToFail(modules, tests) {
  for (const test of tests) if (await fails(modules, test)) return test;
  return undefined;
}

async function fails(modules, test) {
  const mocha = new Mocha({ bail: true, reporter: class {}, timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  try {
    modules.runAgain(test);
  } catch {
    return true;
  }
  const failed = await new Promise((done) => mocha.run((failures) => done(failures > 0)));
  mocha.dispose();
  return failed;
}
