// `npm run mutate -- <folder or file of domain/dist> …`: does a test fail for every small change of these rules?
// Each mutant is one change of the compiled code (scripts/mutate/mutants.js). The tests of the same folder under
// test/domain run against it, those that --tests names, or all of test/domain where there is none. Files on disk stay as
// they are.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants } from './mutate/mutants.js';
import { root } from './setup.js';

/** Who is silent for so many times what the unchanged tests took, but for 10 s at least, is in an endless loop. */
const PATIENCE = 20;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string' } },
});
if (folders.length === 0) {
  process.stdout.write('Usage: npm run mutate -- [--tests <folder,…>] <folder or file> …\n');
  process.exit(2);
}
const mutants = folders.flatMap((folder) => findMutants(join(root, 'domain/dist', folder)));
const texts = new Map(mutants.map(({ file }) => [file, readFileSync(file, 'utf8')]));
const tests = testFiles(values.tests?.split(',') ?? folders.map((name) => name.split('/')[0]));
const survivors = [];
let next = 0;
while (next < mutants.length) next = await runFrom(next);
report();

function testFiles(names) {
  const all = listFiles(join(root, 'test/dist/domain'));
  const own = all.filter((file) => names.some((name) => file.includes(`/domain/${name}/`)));
  return own.length > 0 ? own : all;
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => join(folder, name))
    .sort();
}

/** One process runs the mutants from here on, until it falls silent. @returns the next mutant to run */
function runFrom(first) {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'scripts/mutate/worker.js'), { serialization: 'advanced' });
    let current = first;
    let began = false;
    let timer;
    let silence = 120_000;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), silence);
    };
    child.on('message', ({ mutant, failed, unchanged }) => {
      if (unchanged !== undefined) silence = Math.max(10_000, PATIENCE * unchanged);
      wait();
      began = true;
      if (mutant === undefined) return;
      if (!failed) {
        survivors.push(mutants[mutant]);
        process.stdout.write(`survived  ${describe(mutants[mutant])}\n`);
      }
      current = mutant + 1;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      // A process that never ran the unchanged tests says nothing about any mutant.
      if (!began) reject(new Error(`The tests could not be run without any change (${code}).`));
      // It stopped in the midst of a mutant, which the tests thereby found.
      else resolve(code === 0 ? mutants.length : current + 1);
    });
    wait();
    child.send({ mutants, texts, first, tests });
  });
}

function describe({ file, line, what, before, after }) {
  return `${relative(join(root, 'domain/dist'), file)}:${line}  ${what}: ${before} → ${after}`;
}

function report() {
  const found = mutants.length - survivors.length;
  const percent = ((100 * found) / Math.max(1, mutants.length)).toFixed(1);
  process.stdout.write(`${folders.join(', ')}: ${found} of ${mutants.length} mutants found (${percent} %)\n`);
}
