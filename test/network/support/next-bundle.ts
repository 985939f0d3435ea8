import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies a bundle and makes the next version of it: 1.1.0, which knows state version 2, whose form is that of 1. */
export async function makeNextBundle(bundle: string, target: string): Promise<void> {
  await cp(bundle, target, { recursive: true, verbatimSymlinks: true });
  await replace(join(target, 'index.js'), 'STATE_VERSIONS = [1];', 'STATE_VERSIONS = [1, 2];');
  await replace(join(target, 'index.js'), 'CONTRACT_VERSION = "1.0.0";', 'CONTRACT_VERSION = "1.1.0";');
  await replace(join(target, 'package.json'), '"version": "1.0.0"', '"version": "1.1.0"');
}

async function replace(file: string, old: string, replacement: string): Promise<void> {
  const parts = (await readFile(file, 'utf8')).split(old);
  if (parts.length !== 2) throw new Error(`${file} has “${old}” ${parts.length - 1} times`);
  await writeFile(file, parts.join(replacement));
}
