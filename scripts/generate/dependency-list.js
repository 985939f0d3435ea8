import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.js';

/** docs/dependencies.md: each room's direct dependencies with their locked versions and licences. */
export function formatDependencyList() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const rooms = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
  const rows = ['', ...rooms].flatMap((room) => {
    const { dependencies = {}, devDependencies = {} } = packages[room] ?? {};
    return Object.keys({ ...dependencies, ...devDependencies })
      .filter((name) => packages[`node_modules/${name}`]?.link !== true)
      .sort()
      .map((name) => {
        const locked = packages[`${room}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
        const kind = room === '' ? 'development' : `\`${room}\``;
        return `| ${kind} | ${name} | ${locked?.version} | ${licence(locked?.license, name)} |`;
      });
  });
  return [
    '# Direct dependencies',
    '',
    'Generated from package-lock.json by `node scripts/generate.js`.',
    '',
    '| room | package | version | licence |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Some packages write an object, which npm leaves out of the lock. */
function licence(locked, name) {
  if (locked !== undefined) return locked;
  const { license } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return typeof license === 'object' ? license.type : license;
}
