// Runs the tests against one mutant after the other, and tells of each whether a test failed.
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { root } from '../setup.js';

// Each run of Mocha listens for what nobody catches.
process.setMaxListeners(0);

/** No mutant has this number. */
const UNCHANGED = -1;

process.once('message', async ({ mutants, texts, first, end, tests }) => {
  const anew = [join(root, 'domain/dist'), join(root, 'test/dist')];
  register('./hooks.js', import.meta.url, { data: { anew, mutants, texts } });
  if (await fails(tests, UNCHANGED)) process.exit(3);
  process.send({});
  for (let mutant = first; mutant < end; mutant += 1) {
    process.send({ mutant, failed: await fails(tests, mutant) });
  }
  process.disconnect();
});

/** Whether a test fails, or doesn't even load. */
async function fails(tests, mutant) {
  const mocha = new Mocha({ bail: true, reporter: class {}, timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  try {
    for (const test of tests) await import(`${pathToFileURL(test).href}?mutant=${mutant}`);
  } catch {
    return true;
  }
  return await new Promise((resolve) => mocha.run((failures) => resolve(failures > 0)));
}
