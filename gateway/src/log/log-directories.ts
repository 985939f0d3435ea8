import { dirname, join, resolve } from 'node:path';

import { isMissing } from './file-layer.js';
import type { FileLayer } from './file-layer.js';

/** The folders of a log. */
export interface LogDirectories {
  readonly top: string;
  readonly journal: string;
  readonly index: string;
  /** What is served. */
  readonly public: string;
}

export function logDirectories(directory: string): LogDirectories {
  const top = resolve(directory);
  return { top, journal: join(top, 'journal'), index: join(top, 'index'), public: join(top, 'public') };
}

/**
 * Makes those that are missing, but for the index's, which makes its own. All names are on the medium when this
 * returns, also those that a killed process left in the system's cache.
 */
export async function makeLogDirectories(files: FileLayer, directories: LogDirectories): Promise<void> {
  const { top, journal } = directories;
  await makeDirectory(files, top);
  for (const each of [journal, directories.public]) await files.makeDirectory(each);
  for (const each of [directories.public, top, ...ancestors(top)]) await syncIfReadable(files, each);
}

/** With its parents. */
async function makeDirectory(files: FileLayer, path: string): Promise<void> {
  try {
    await files.makeDirectory(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    await makeDirectory(files, dirname(path));
    await files.makeDirectory(path);
  }
}

/** A directory that we may not read is none that we made. */
async function syncIfReadable(files: FileLayer, path: string): Promise<void> {
  try {
    await files.syncDirectory(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
  }
}

function ancestors(path: string): string[] {
  return dirname(path) === path ? [] : [dirname(path), ...ancestors(dirname(path))];
}
