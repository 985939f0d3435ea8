import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { recordHeaderLength } from '../ledger/block-file.js';

/** The record at an offset, header included, if it is whole; and the length that its header claims. */
export async function readRecord(
  file: FileHandle,
  offset: number,
  size: number,
): Promise<{ readonly record?: Buffer; readonly length: number }> {
  const header = Buffer.alloc(recordHeaderLength);
  await file.read(header, 0, recordHeaderLength, offset);
  const payload = header.readUInt32BE(0);
  const length = payload === 0 ? 0 : recordHeaderLength + payload;
  if (length === 0 || offset + length > size) {
    return { length };
  }
  const record = Buffer.allocUnsafe(length);
  await file.read(record, 0, length, offset);
  const isWhole = crc32(record.subarray(recordHeaderLength)) === record.readUInt32BE(4);
  return isWhole ? { record, length } : { length };
}
