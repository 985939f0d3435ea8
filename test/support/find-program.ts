import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of an executable: `environment` names it whole, otherwise it is looked for on PATH; null where there is none. */
export function findProgram(name: string, environment?: string): string | null {
  const named = environment === undefined ? undefined : process.env[environment];
  if (named !== undefined) return isExecutable(named) ? named : null;
  return findInFolders(name, pathFolders());
}

/** Path of the first executable of this name in these folders. */
export function findInFolders(name: string, folders: readonly string[]): string | null {
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** The folders on PATH. */
export function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
