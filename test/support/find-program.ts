import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of an executable: `environment` names it whole, otherwise it is looked for on PATH; null where there is none. */
export function findProgram(name: string, environment?: string): string | null {
  const named = environment === undefined ? undefined : process.env[environment];
  const candidates =
    named === undefined
      ? (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))
      : [named];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
