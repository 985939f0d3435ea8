import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readWholeFile } from '@quancheng/sdk/node';

export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** All files of a folder by name; what lies in folders below it is left out. @throws FILE_UNREADABLE */
export async function readFolder(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const files = new Map<string, Uint8Array>();
  for (const name of names.sort()) files.set(name, await readWholeFile(join(path, name)));
  return files;
}
