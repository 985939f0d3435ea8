import { createReadStream } from 'node:fs';
import { QuanchengError } from '@quancheng/protocol';
import { type RowFormat, RowSplitter } from '../../rows/row-splitter.js';

export interface ReadRowsOptions {
  readonly format: RowFormat;
  /** Whether a CSV file's first row is data too; default false. */
  readonly headerless?: boolean;
  /** Sees a CSV file's header. */
  readonly onHeader?: (row: Uint8Array) => void;
  /** Sees every byte of the file, in order. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/**
 * The data rows of a file, in order, each as its exact bytes without its line end. The CSV header is left out.
 * The file is read as a stream: its size doesn't matter.
 * @throws FILE_UNREADABLE, ROWS_MALFORMED
 */
export async function* readRows(
  path: string,
  options: ReadRowsOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const splitter = new RowSplitter(options.format);
  let header = options.format === 'csv' && options.headerless !== true;
  for await (const chunk of readChunks(path)) {
    options.onChunk?.(chunk);
    for (const row of splitter.push(chunk)) {
      if (header) options.onHeader?.(row);
      else yield row;
      header = false;
    }
  }
  for (const row of splitter.finish()) {
    if (header) options.onHeader?.(row);
    else yield row;
  }
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new QuanchengError('FILE_UNREADABLE', `${path} (${code})`, { cause });
  }
}

/** `csv` or `ndjson` by the file's name. @throws OPTION_INVALID for another extension */
export function rowFormatOf(path: string): RowFormat {
  if (/\.csv$/i.test(path)) return 'csv';
  if (/\.(ndjson|jsonl)$/i.test(path)) return 'ndjson';
  throw new QuanchengError(
    'OPTION_INVALID',
    `cannot tell the row format of ${path}: expected .csv, .ndjson or .jsonl`,
  );
}
