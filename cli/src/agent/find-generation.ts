import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Cut } from './cut.js';
import { isSameFile, openFile, type OpenFile } from './file-identity.js';

/** A file nobody has written to for so long is complete. */
const SETTLED = 10_000;

/** Where to go on reading. */
export interface Generation {
  readonly file: OpenFile;
  /** Bytes that were taken. */
  readonly from: number;
  /** It was rotated away and is complete: its last row needs no line end. */
  readonly isClosed: boolean;
  /** Rows may have been lost: the file that was read is gone, or was cut short. */
  readonly isGap: boolean;
}

/**
 * The file in which a followed path goes on: the one that was read last, wherever it was renamed to, until it is
 * drained; then the one that came after it. The caller closes it. Undefined if there is nothing to read.
 */
export async function findGeneration(
  path: string,
  last: Cut['file'] | undefined,
): Promise<Generation | undefined> {
  if (last === undefined) return startOf(await openFile(path), false);
  const current = await openFile(path);
  if (current !== undefined && (await isSameFile(current, last)))
    return { file: current, from: last.to, isClosed: false, isGap: false };
  await current?.close();
  return await afterRotation(path, last);
}

async function afterRotation(path: string, last: NonNullable<Cut['file']>): Promise<Generation | undefined> {
  const files = await openSiblings(path);
  const known: boolean[] = [];
  for (const file of files) known.push(await isSameFile(file, last));
  const at = known.indexOf(true);
  const rotated = files[at];
  const isDrained = rotated?.size === last.to && Date.now() - rotated.changed > SETTLED;
  const next = rotated === undefined ? files.find((file) => file.path === path) : files[at + 1];
  const chosen = rotated !== undefined && !isDrained ? rotated : next;
  for (const file of files) if (file !== chosen) await file.close();
  if (chosen === undefined) return undefined;
  if (chosen !== rotated) return startOf(chosen, rotated === undefined);
  const isClosed = Date.now() - rotated.changed > SETTLED;
  return { file: rotated, from: last.to, isClosed, isGap: false };
}

function startOf(file: OpenFile | undefined, isGap: boolean): Generation | undefined {
  return file === undefined ? undefined : { file, from: 0, isClosed: false, isGap };
}

/** Files whose names begin with the path's, the one last written to last: what rotation leaves, but for compressed ones. */
async function openSiblings(path: string): Promise<readonly OpenFile[]> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(basename(path)) && !/\.(gz|bz2|xz|zst)$/.test(name),
  );
  const files: OpenFile[] = [];
  for (const name of names) {
    const file = await openFile(join(folder, name));
    if (file !== undefined) files.push(file);
  }
  return files.sort((left, right) => left.changed - right.changed);
}
