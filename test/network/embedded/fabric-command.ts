import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export const run = promisify(execFile);

/** The path of one of Fabric's commands, found through FABRIC_BIN or PATH. */
export function findFabricCommand(name: string): string | undefined {
  return findCommand(name, [process.env['FABRIC_BIN'], ...(process.env['PATH'] ?? '').split(delimiter)]);
}

export function findCommand(
  name: string,
  folders: readonly (string | undefined)[] = (process.env['PATH'] ?? '').split(delimiter),
): string | undefined {
  for (const folder of folders) {
    const path = folder === undefined || folder === '' ? undefined : join(folder, name);
    if (path !== undefined && isExecutable(path)) {
      return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Skips the test, and says why: a check that silently does not run is worse than none. */
export function skipAloud(context: Mocha.Context, reason: string): never {
  console.warn(`      SKIPPED: ${reason}`);
  return context.skip();
}
