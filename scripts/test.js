// `npm test`: install, build, run every test, and end with one plain line of counts. Several processes run side by side,
// as scripts/test/groups.js says. `npm test -- <mocha's arguments>` runs one process, with these.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, setup } from './setup.js';
import { TestRun } from './test/run-groups.js';

/** One process waits much of its time: for a block, a disk, a program. */
const LANES = Math.min(Math.max(availableParallelism(), 2), 4);

setup({ target: 'test' });
const given = process.argv.slice(2);
process.exitCode = given.length === 0 ? await runAll() : await runOne(given);

async function runAll() {
  const run = new TestRun();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.stop(signal));
  await run.run(LANES);
  const { passes, failures, pending } = run.total;
  for (const name of run.failed) process.stdout.write(`\nfailed: ${name}\n`);
  process.stdout.write(`\n${passes} passed, ${failures} failed, ${pending} skipped\n`);
  return run.failed.length === 0 ? 0 : 1;
}

function runOne(words) {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(root, 'scripts', 'reporter.cjs');
  const child = spawn(process.execPath, [mocha, '--reporter', reporter, ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
