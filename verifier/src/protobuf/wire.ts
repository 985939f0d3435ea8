import { QuanchengError } from '@quancheng/protocol';

/** Position in the bytes of one message. */
export interface Cursor {
  readonly bytes: Uint8Array;
  offset: number;
}

const LIMIT = 2 ** 53;

/**
 * Reads a varint in its shortest form, below 2^53.
 * @throws READ_MALFORMED
 */
export function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let scale = 1; scale < LIMIT; scale *= 128) {
    const byte = cursor.bytes[cursor.offset];
    if (byte === undefined) throw malformed('truncated');
    cursor.offset += 1;
    value += (byte & 0x7f) * scale;
    if (byte >= 0x80) continue;
    if (byte === 0 && scale > 1) throw malformed('a varint is longer than needed');
    if (value >= LIMIT) break;
    return value;
  }
  throw malformed('a number is beyond 2^53 − 1');
}

/** Reads a length and that many bytes, as a view. @throws READ_MALFORMED */
export function readLengthDelimited(cursor: Cursor): Uint8Array {
  const length = readVarint(cursor);
  const end = cursor.offset + length;
  if (end > cursor.bytes.length) throw malformed('truncated');
  const value = cursor.bytes.subarray(cursor.offset, end);
  cursor.offset = end;
  return value;
}

/** A varint in its shortest form. */
export function varintBytes(value: number): Uint8Array {
  const output: number[] = [];
  let rest = value;
  while (rest >= 128) {
    output.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  output.push(rest);
  return Uint8Array.from(output);
}

export function malformed(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('READ_MALFORMED', detail, cause === undefined ? {} : { cause });
}
