import type { RowFormat } from '@quancheng/sdk';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** Complete rows at the beginning of some bytes. */
export interface RowsAtStart {
  /** Bytes up to and with the last line end. */
  readonly length: number;
  /** Blank lines are none. */
  readonly rows: number;
}

/**
 * How much of some bytes is complete rows: the row behind the last line end may still be written to. In CSV a line end
 * between quotes ends no row (RFC 4180).
 */
export function completeRows(bytes: Uint8Array, format: RowFormat, most: number): RowsAtStart {
  let length = 0;
  let rows = 0;
  let isQuoted = false;
  let isBlank = true;
  for (let index = 0; index < bytes.length && rows < most; index += 1) {
    const byte = bytes[index];
    if (format === 'csv' && byte === QUOTE) isQuoted = !isQuoted;
    if (byte !== NEWLINE || isQuoted) {
      if (byte !== CARRIAGE_RETURN) isBlank = false;
      continue;
    }
    length = index + 1;
    if (!isBlank) rows += 1;
    isBlank = true;
  }
  return { length, rows };
}
