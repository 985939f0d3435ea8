import { concatBytes, QuanchengError } from '@quancheng/protocol';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** Longest row that is taken; a quote that is never closed would otherwise swallow the whole file. */
export const MAXIMUM_ROW_BYTES = 1 << 20;

/**
 * `csv`: RFC 4180; a line end inside a quoted field belongs to the row. The first row is the header.
 * `ndjson`: one JSON value a line.
 */
export type RowFormat = 'csv' | 'ndjson';

/**
 * Splits a file's bytes into its rows. A row is its exact bytes without its line end (LF or CRLF); blank lines
 * are no rows. Feed it chunks in order, then call `finish`.
 */
export class RowSplitter {
  readonly #quoted: boolean;
  #pending: Uint8Array[] = [];
  #pendingLength = 0;
  #insideQuotes = false;

  constructor(format: RowFormat) {
    this.#quoted = format === 'csv';
  }

  /** The rows that this chunk completes. @throws ROWS_MALFORMED */
  push(chunk: Uint8Array): Uint8Array[] {
    const rows: Uint8Array[] = [];
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      // A doubled quote inside a quoted field toggles twice and so changes nothing.
      if (byte === QUOTE && this.#quoted) this.#insideQuotes = !this.#insideQuotes;
      if (byte !== LINE_FEED || this.#insideQuotes) continue;
      this.#keep(chunk.subarray(start, index));
      this.#complete(rows);
      start = index + 1;
    }
    this.#keep(chunk.subarray(start));
    return rows;
  }

  /** The last row, if the file doesn't end with a line end. @throws ROWS_MALFORMED */
  finish(): Uint8Array[] {
    if (this.#insideQuotes) throw new QuanchengError('ROWS_MALFORMED', 'a quoted field is never closed');
    const rows: Uint8Array[] = [];
    this.#complete(rows);
    return rows;
  }

  #keep(part: Uint8Array): void {
    this.#pendingLength += part.length;
    if (this.#pendingLength > MAXIMUM_ROW_BYTES) {
      const hint = this.#insideQuotes ? '; is a quoted field never closed?' : '';
      throw new QuanchengError('ROWS_MALFORMED', `a row is longer than ${MAXIMUM_ROW_BYTES} bytes${hint}`);
    }
    if (part.length > 0) this.#pending.push(part);
  }

  #complete(rows: Uint8Array[]): void {
    const row = concatBytes(...this.#pending);
    this.#pending = [];
    this.#pendingLength = 0;
    const end = row.at(-1) === CARRIAGE_RETURN ? row.length - 1 : row.length;
    if (end > 0) rows.push(row.subarray(0, end));
  }
}
