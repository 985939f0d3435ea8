import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const floor = [20, 19];

/** Installs and builds what is missing or stale; a warm checkout costs a few stat calls. */
export function setup({ target = 'cli' } = {}) {
  assertNode();
  install();
  build(target);
}

export function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status ?? 1;
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) {
    return;
  }
  stop(
    `Node ${process.versions.node} is too old: Quancheng Chain needs Node ${floor.join('.')} or newer (https://nodejs.org).`,
  );
}

function install() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.quancheng-installed');
  const wanted = readFileSync(lock, 'utf8');
  if (existsSync(installed) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  process.stderr.write('Installing dependencies (npm ci) …\n');
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    stop(
      'npm ci failed; its messages stand above. Check the network and the free disk space, then try again.',
    );
  }
  writeFileSync(stamp, wanted);
}

function build(target) {
  const stamp = join(root, 'node_modules', `.quancheng-built-${target}`);
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (built > 0 && newestSource() <= built) {
    return;
  }
  process.stderr.write('Building …\n');
  const started = Date.now();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (run(process.execPath, [compiler, '-b', target], { stdio: ['ignore', 2, 2] }) !== 0) {
    stop("The build failed; the compiler's messages stand above.");
  }
  writeFileSync(stamp, new Date(started).toISOString());
}

function newestSource() {
  const rooms = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
  const files = ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json'].map((name) => join(root, name));
  return Math.max(...files.map(modified), ...rooms.map((room) => newestBelow(join(root, room))));
}

function newestBelow(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['dist', 'node_modules', 'vectors', 'bundle'].includes(entry.name)) {
        newest = Math.max(newest, newestBelow(path));
      }
    } else if (/\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.tsbuildinfo')) {
      newest = Math.max(newest, modified(path));
    }
  }
  return newest;
}

function modified(path) {
  return statSync(path).mtimeMs;
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
