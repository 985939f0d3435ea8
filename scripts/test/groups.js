// Which files of tests run together in one process, and which processes may run beside one another.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../setup.js';

/** Files that share a process, which loads everything once; all others have one of their own. */
const together = [
  /^(?:protocol|domain|verifier|property|sdk|gateway|ledger|chaincode|templates|witness)\//,
  /^log\/(?!kill)/,
  /^network\/embedded/,
];

/** What takes longest begins first, so that no core is left waiting at the end. */
const long = [
  /^conformance\/ledger\//,
  /^conformance\//,
  /^fault\//,
  /^network\/fabric/,
  /^e2e\/fabric-/,
  /^log\/kill/,
  /^cli\//,
  /^e2e\//,
  /^network\//,
  /^log\//,
  /^property\//,
];

/** @returns {{ name: string, files: string[], usesFabric: boolean }[]} all files of tests, those that take longest first */
export function groupTests() {
  const built = join(root, 'test', 'dist');
  const names = readdirSync(built, { recursive: true })
    .map((name) => name.split('\\').join('/'))
    .filter((name) => name.endsWith('.test.js'))
    .sort();
  const groups = new Map();
  for (const name of names) groups.set(groupOf(name), [...(groups.get(groupOf(name)) ?? []), name]);
  return [...groups]
    .map(([name, files]) => ({
      name,
      files: files.map((file) => join(built, file)),
      usesFabric: files.some((file) => usesFabric(join(built, file), new Set())),
    }))
    .sort((left, right) => rank(left.name) - rank(right.name));
}

/** Whether a file, or one of ours that it imports, may start real Fabric nodes: one network at a time has enough of them. */
function usesFabric(file, seen) {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  if (text.includes('findFabricBinaries(')) return true;
  const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path));
  return imported.some((path) => usesFabric(path, seen));
}

function groupOf(name) {
  for (const pattern of together) {
    const shared = pattern.exec(name)?.[0];
    if (shared !== undefined) return shared;
  }
  return name;
}

function rank(name) {
  const place = long.findIndex((pattern) => pattern.test(name));
  return place === -1 ? long.length : place;
}
