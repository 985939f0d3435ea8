import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { recordHeaderLength } from '../ledger/block-file.js';

/** What stands at an offset of a block file. */
export type ReadRecord =
  | { readonly isWhole: true; readonly length: number; readonly record: Buffer }
  /** The record is there if its length leads to no place beyond the end. */
  | { readonly isWhole: false; readonly length: number; readonly record?: Buffer };

/** Reads the record at an offset, header included. The length is what its header claims, 0 if that is none. */
export async function readRecord(file: FileHandle, offset: number, size: number): Promise<ReadRecord> {
  const header = Buffer.alloc(recordHeaderLength);
  await file.read(header, 0, recordHeaderLength, offset);
  const payload = header.readUInt32BE(0);
  const length = payload === 0 ? 0 : recordHeaderLength + payload;
  if (length === 0 || offset + length > size) {
    return { isWhole: false, length };
  }
  const record = Buffer.allocUnsafe(length);
  await file.read(record, 0, length, offset);
  const isWhole = crc32(record.subarray(recordHeaderLength)) === record.readUInt32BE(4);
  return { isWhole, length, record };
}
