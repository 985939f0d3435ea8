import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Level } from 'level';
import type { Pattern } from './encodings.js';

/** Where a datum was found, and how it was written. */
export interface Finding {
  readonly datum: string;
  readonly encoding: string;
  /** Path within the folder; of a database its folder, of what was decompressed `#` behind it. */
  readonly where: string;
}

/** Looks for patterns in the bytes of all files, in what compressed ones hold, and in all entries of LevelDB databases. */
export async function scanFolder(folder: string, patterns: readonly Pattern[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const look = (bytes: Buffer, where: string): void => {
    for (const { datum, encoding, bytes: sought } of patterns) {
      if (bytes.includes(sought)) findings.push({ datum, encoding, where });
    }
  };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const bytes = await readFile(file);
    look(
      Buffer.concat([Buffer.from(relative(folder, file)), Buffer.from([0]), bytes]),
      relative(folder, file),
    );
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) look(gunzipSync(bytes), `${relative(folder, file)}#`);
  }
  for (const database of files.filter((file) => file.endsWith('/CURRENT')).map(dirname)) {
    look(await dump(database), `${relative(folder, database)}#`);
  }
  return findings;
}

/** All keys and values of a database, whose files compress them; read from a copy, since opening it changes it. */
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
