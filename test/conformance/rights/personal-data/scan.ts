import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Level } from 'level';
import { decompress } from './decompress.js';
import type { Pattern } from './encodings.js';
import { searchFor } from './search.js';

/** Where a datum was found, and how it was written. */
export interface Finding {
  readonly datum: string;
  readonly encoding: string;
  /** Path within the folder; behind it `#` and the form, of what was decompressed; of a database its folder and `#`. */
  readonly where: string;
}

/** Looks for patterns in the bytes of all files, in what compressed ones hold, and in all entries of LevelDB databases. */
export async function scanFolder(folder: string, patterns: readonly Pattern[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const search = searchFor(patterns);
  const look = (bytes: Buffer, where: string): void => {
    for (const { datum, encoding } of search(bytes)) findings.push({ datum, encoding, where });
  };
  /** Also in what a database’s entries compress. */
  const lookInside = (bytes: Buffer, name: string): void => {
    for (const [form, inside] of decompress(bytes, name)) {
      look(inside, `${name}#${form}`);
      if (form === 'table' || form === 'journal') lookInside(inside, `${name}#${form}`);
    }
  };
  const files = await listFiles(folder);
  for (const file of files) {
    const [name, bytes] = [relative(folder, file), await readFile(file)];
    look(Buffer.from(name), name);
    look(bytes, name);
    lookInside(bytes, name);
  }
  for (const database of files.filter((file) => file.endsWith('/CURRENT')).map(dirname)) {
    look(await dump(database), `${relative(folder, database)}#`);
  }
  return findings;
}

/** Every file in the folder and in those below it. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** All present keys and values of a database; read from a copy, since opening it changes it. */
async function dump(database: string): Promise<Buffer> {
  const copy = await mkdtemp(join(tmpdir(), 'quancheng-scan-'));
  await cp(database, copy, { recursive: true });
  const level = new Level<Buffer, Buffer>(copy, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
  const parts: Buffer[] = [];
  for await (const entry of level.iterator()) parts.push(...entry, Buffer.from([0]));
  await level.close();
  await rm(copy, { recursive: true });
  return Buffer.concat(parts);
}
