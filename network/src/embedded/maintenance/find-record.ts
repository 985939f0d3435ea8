import type { FileHandle } from 'node:fs/promises';
import { readRecord } from './read-record.js';

const chunkBytes = 1024 * 1024;
/** Enough of a record to see that it may be one: length, checksum, and how a common.Block begins. */
const signLength = 11;

/** The next offset at which a whole record stands; undefined if there is none before the end. */
export async function findRecord(file: FileHandle, from: number, size: number): Promise<number | undefined> {
  const chunk = Buffer.alloc(chunkBytes + signLength);
  for (let start = from; start < size; start += chunkBytes) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, start);
    for (let index = 0; index < Math.min(chunkBytes, bytesRead - signLength); index += 1) {
      if (isLikely(chunk, index) && (await readRecord(file, start + index, size)).isWhole) {
        return start + index;
      }
    }
  }
  return undefined;
}

/** Field 1 of a block is its header, and field 1 of that its number, which is never 0 behind the first record. */
function isLikely(bytes: Buffer, index: number): boolean {
  return bytes[index + 8] === 0x0a && bytes[index + 10] === 0x08;
}
