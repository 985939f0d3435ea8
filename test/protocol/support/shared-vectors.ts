import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT_MARK = 'package-lock.json';

/** Bytes of a vector that outsiders made; without them the test skips and says why. */
export function sharedVector(context: Mocha.Context, path: string): Buffer {
  const file = join(
    process.env['QUANCHENG_SHARED'] ?? join(repositoryRoot(), '..', 'shared'),
    'vectors',
    path,
  );
  if (!existsSync(file)) {
    console.log(`    skipped: ${path} is not on this machine (set QUANCHENG_SHARED)`);
    context.skip();
  }
  return readFileSync(file);
}

/** Cases of a vector with one JSON object a line. */
export function sharedLines<Case>(context: Mocha.Context, path: string): Case[] {
  const lines = sharedVector(context, path).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Case);
}

/** The folder of the checkout, from wherever this file was compiled to. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, ROOT_MARK)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
