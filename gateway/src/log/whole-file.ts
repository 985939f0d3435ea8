import { dirname } from 'node:path';

import { isMissing } from './file-layer.js';
import type { FileLayer, OpenFile } from './file-layer.js';

/** A file's contents; undefined if it does not exist. */
export async function readWhole(files: FileLayer, path: string): Promise<Buffer | undefined> {
  let file: OpenFile;
  try {
    file = await files.open(path, 'read');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    return await file.read(0, await file.size());
  } finally {
    await file.close();
  }
}

/** Writes a file whose contents, though not its name, are on the medium when this returns. */
export async function writeDurably(
  files: FileLayer,
  path: string,
  parts: readonly Uint8Array[],
): Promise<void> {
  const file = await files.open(path, 'create');
  try {
    await file.write(parts, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Replaces a file: at every moment, after a crash too, there is the old one or the whole new one. */
export async function replaceAtomically(files: FileLayer, path: string, contents: Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  await writeDurably(files, temporary, [contents]);
  await files.rename(temporary, path);
  await files.syncDirectory(dirname(path));
}
