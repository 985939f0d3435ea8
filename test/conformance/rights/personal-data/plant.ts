import { appendFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Level } from 'level';
import type { Pattern } from './encodings.js';
import { listFiles } from './scan.js';

/**
 * Writes all patterns into every database of a folder, at the end of files of every other kind, and compressed.
 * @returns for each place, which findings are from there
 */
export async function plantByHand(
  folder: string,
  others: readonly RegExp[],
  patterns: readonly Pattern[],
): Promise<ReadonlyMap<string, (where: string) => boolean>> {
  const places = new Map<string, (where: string) => boolean>();
  const bytes = Buffer.concat(patterns.flatMap((pattern) => [pattern.bytes, Buffer.from([0])]));
  const files = await listFiles(folder);
  const relativeOf = (path: string): string => path.slice(folder.length + 1);
  for (const database of files.filter((file) => file.endsWith('/CURRENT')).map(dirname)) {
    await plantInDatabase(database, bytes);
    const place = relativeOf(database);
    places.set(`entries of ${place}`, (where) => where === `${place}#`);
    places.set(`tables of ${place}`, (where) => where.startsWith(`${place}/`) && where.endsWith('#table'));
  }
  for (const kind of others) {
    const file = files.find((each) => kind.test(relativeOf(each)));
    if (file === undefined) throw new Error(`no file is like ${String(kind)}`);
    await appendFile(file, bytes);
    places.set(relativeOf(file), (where) => where === relativeOf(file));
  }
  const before = Buffer.from('something else before it');
  const compressed: readonly (readonly [form: string, bytes: Buffer])[] = [
    ['gzip', Buffer.concat([before, gzipSync(bytes), before])],
    ['zlib', Buffer.concat([before, deflateSync(bytes), before])],
    ['deflate', deflateRawSync(bytes)],
  ];
  for (const [form, content] of compressed) {
    await writeFile(join(folder, `by-hand.${form}`), content);
    places.set(`what ${form} compressed`, (where) => where === `by-hand.${form}#${form}`);
  }
  return places;
}

/** In a table, which LevelDB compresses. */
async function plantInDatabase(folder: string, bytes: Buffer): Promise<void> {
  const level = new Level<Buffer, Buffer>(folder, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
  const key = Buffer.from('planted by hand');
  await level.put(key, bytes);
  // Level's type leaves out what only its implementation in Node.js has.
  await (level as unknown as Compactable).compactRange(Buffer.from([0]), Buffer.from([0xff]));
  await level.close();
}

interface Compactable {
  compactRange(start: Buffer, end: Buffer): Promise<void>;
}
