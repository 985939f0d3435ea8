import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';

/** Paths of all files below a folder, links followed, each beginning with `./`. */
async function listFiles(folder: string, path = '.'): Promise<string[]> {
  const names = await readdir(join(folder, path));
  const files = names.map(async (name) => {
    const each = `${path}/${name}`;
    if (/[\n\\]/.test(name)) {
      throw new QuanchengError('CHAINCODE_INVALID', `${each}: a name that sha256sum would write otherwise`);
    }
    const found = await stat(join(folder, each));
    return found.isDirectory() ? await listFiles(folder, each) : [each];
  });
  return (await Promise.all(files)).flat();
}

/**
 * The digest of a folder: hex SHA-256 of a list of its files in byte order of their paths, a line `<hex>  <path>` each. It
 * is what anybody gets without our programs by
 * `find -L . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`.
 * @throws QuanchengError CHAINCODE_INVALID for names with line breaks or backslashes
 */
export async function digestFolder(folder: string): Promise<string> {
  const files = (await listFiles(folder))
    .map((path) => Buffer.from(path))
    .sort((left, right) => left.compare(right));
  const list = createHash('sha256');
  for (const path of files) {
    const contents = await readFile(join(folder, path.toString()));
    list.update(`${createHash('sha256').update(contents).digest('hex')}  ${path.toString()}\n`);
  }
  return list.digest('hex');
}
