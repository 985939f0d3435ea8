import { concatBytes, QuanchengError } from '@quancheng/protocol';
import { MAXIMUM_ROW_BYTES, type RowFormat } from '@quancheng/sdk';
import { rowFormatOf } from '@quancheng/sdk/node';
import { completeRows } from './cut-rows.js';
import type { CutStore } from './cut-store.js';
import type { Cut } from './cut.js';
import { identify, type OpenFile } from './file-identity.js';
import { findGeneration, type Generation } from './find-generation.js';
import type { Followed } from './followed.js';

const NEWLINE = Uint8Array.of(0x0a);
const MOST_AT_ONCE = 8 * 1024 * 1024;

export interface FollowOptions {
  /** Rows in one cut at most. */
  readonly batchSize: number;
  /** The first row of a CSV file is data, too. */
  readonly headerless?: boolean;
}

/** Follows a growing .csv or .ndjson file, through its rotations. @throws OPTION_INVALID for another ending */
export function followFile(
  path: string,
  { batchSize, headerless }: FollowOptions,
  onGap: (path: string) => void,
): Followed {
  const format = rowFormatOf(path);
  const hasHeader = format === 'csv' && headerless !== true;
  return {
    source: path,
    async collect(store) {
      const last = store.cuts.findLast(({ source }) => source === path)?.file;
      const generation = await findGeneration(path, last);
      if (generation === undefined) return false;
      if (generation.isGap) onGap(path);
      try {
        return await cutFrom(generation, { path, format, batchSize, hasHeader }, store);
      } finally {
        await generation.file.close();
      }
    },
  };
}

interface Followable {
  readonly path: string;
  readonly format: RowFormat;
  readonly batchSize: number;
  readonly hasHeader: boolean;
}

/** @returns whether there was a cut to keep */
async function cutFrom(
  { file, from: taken, isClosed }: Generation,
  { path, format, batchSize, hasHeader }: Followable,
  store: CutStore,
): Promise<boolean> {
  const header = hasHeader ? await headerOf(file) : new Uint8Array();
  if (header === undefined) return false;
  const from = Math.max(taken, header.length);
  const bytes = await file.read(from, MOST_AT_ONCE);
  const { length, rows } = completeRows(bytes, format, batchSize);
  const isRest = isClosed && length === 0 && bytes.length > 0;
  if (rows === 0 && !isRest) {
    if (bytes.length > MAXIMUM_ROW_BYTES)
      throw new QuanchengError('ROWS_MALFORMED', `${file.path}: a row from byte ${from} on does not end`);
    return false;
  }
  const part = isRest ? concatBytes(bytes, NEWLINE) : bytes.subarray(0, length);
  const to = from + (isRest ? bytes.length : length);
  const cut: Omit<Cut, 'number' | 'part'> = {
    source: path,
    kind: 'rows',
    rows: isRest ? 1 : rows,
    ...(format === 'csv' && !hasHeader ? { headerless: true } : {}),
    file: { ...(await identify(file, to)), from, to },
  };
  await store.add(cut, `.${format}`, concatBytes(header, part));
  return true;
}

/** A CSV file's first row with its line end; undefined while it isn't complete. */
async function headerOf(file: OpenFile): Promise<Uint8Array | undefined> {
  const bytes = await file.read(0, MAXIMUM_ROW_BYTES);
  const { length, rows } = completeRows(bytes, 'csv', 1);
  return rows === 1 ? bytes.subarray(0, length) : undefined;
}
