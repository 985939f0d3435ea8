import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder that holds a private key, sorted: found by what stands in it, not by its name. */
export async function findPrivateKeys(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (const file of files.toSorted()) {
    if ((await readFile(file)).includes('PRIVATE KEY')) {
      found.push(file);
    }
  }
  return found;
}
