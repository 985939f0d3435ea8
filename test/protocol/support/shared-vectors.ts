import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../../sdk/support/shared-folder.js';

/** Bytes of a vector that outsiders made; without them the test skips and says why. */
export function sharedVector(context: Mocha.Context, path: string): Buffer {
  const file = join(sharedFolder(), 'vectors', path);
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
