// `npm test [-- mocha's arguments]`: install, build, run every test, and end with one plain line of counts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, setup } from './setup.js';

setup({ target: 'test' });
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const child = spawn(
  process.execPath,
  [mocha, '--reporter', join(root, 'scripts', 'reporter.cjs'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
