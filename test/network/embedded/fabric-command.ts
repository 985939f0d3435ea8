import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findInFolders, pathFolders } from '../../support/find-program.js';

export const run = promisify(execFile);

/** The path of one of Fabric's commands, found through FABRIC_BIN or PATH. */
export function findFabricCommand(name: string): string | undefined {
  const { FABRIC_BIN: named = '' } = process.env;
  return findInFolders(name, [...(named === '' ? [] : [named]), ...pathFolders()]) ?? undefined;
}

/** Skips the test, and says why: a check that silently does not run is worse than none. */
export function skipAloud(context: Mocha.Context, reason: string): never {
  console.warn(`      SKIPPED: ${reason}`);
  return context.skip();
}
