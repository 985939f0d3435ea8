// `npm run check`: everything that needs no server: types, lint, format, boundaries, generated files fresh.
import { join } from 'node:path';
import { root, run, setup } from './setup.js';

setup({ target: 'test' });
const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['types', bin('tsc'), ['-b']],
  ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['format', bin('biome'), ['format', '.']],
  ['boundaries', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', ...rooms()]],
  ['generated files', process.execPath, ['scripts/generate.js', '--check']],
];
const failed = steps.filter(([name, command, args]) => {
  process.stdout.write(`\n— ${name}\n`);
  return run(command, args) !== 0;
});
process.stdout.write(
  failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.map(([name]) => name).join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function rooms() {
  return [
    'protocol',
    'domain',
    'verifier',
    'chaincode',
    'network',
    'ledger',
    'gateway',
    'witness',
    'sdk',
    'cli',
  ].map((room) => `${room}/src`);
}
