import { readVariableInteger, uncompressSnappy } from './snappy.js';

/** Last eight bytes of a table (google/leveldb, doc/table_format.md). */
const TABLE_MAGIC = '57fb808b247547db';
const JOURNAL_BLOCK = 32_768;

export function isTable(bytes: Buffer): boolean {
  return bytes.subarray(-8).toString('hex') === TABLE_MAGIC;
}

/** Keys and values of a LevelDB table, also those that later ones have replaced or deleted. */
export function readTable(bytes: Buffer): Buffer {
  const footer = bytes.subarray(-48);
  const [, metaEnd] = handleAt(footer, 0);
  const [index] = handleAt(footer, metaEnd);
  const blocks = entriesOf(blockAt(bytes, index)).map(({ value }) => handleAt(value, 0)[0]);
  return joined(
    blocks.flatMap((block) => entriesOf(blockAt(bytes, block)).flatMap(({ key, value }) => [key, value])),
  );
}

/** What a LevelDB journal holds (doc/log_format.md), put together where a block’s end cut it. */
export function readJournal(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let block = 0; block < bytes.length; block += JOURNAL_BLOCK) {
    const end = Math.min(block + JOURNAL_BLOCK, bytes.length);
    for (let place = block; place + 7 <= end; ) {
      const length = bytes.readUInt16LE(place + 4);
      parts.push(bytes.subarray(place + 7, place + 7 + length));
      place += 7 + length;
    }
  }
  return Buffer.concat(parts);
}

interface Handle {
  readonly offset: number;
  readonly size: number;
}

function handleAt(bytes: Buffer, start: number): readonly [Handle, end: number] {
  const [offset, next] = readVariableInteger(bytes, start);
  const [size, end] = readVariableInteger(bytes, next);
  return [{ offset, size }, end];
}

/** The byte behind a block says whether it is compressed. */
function blockAt(bytes: Buffer, { offset, size }: Handle): Buffer {
  const block = bytes.subarray(offset, offset + size);
  const type = bytes.readUInt8(offset + size);
  if (type > 1) throw new RangeError(`no known way of compression: ${type}`);
  return type === 0 ? block : uncompressSnappy(block);
}

interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** A key is written without what it has in common with the key before. */
function entriesOf(block: Buffer): readonly Entry[] {
  const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4);
  const entries: Entry[] = [];
  for (let place = 0; place < end; ) {
    const [shared, second] = readVariableInteger(block, place);
    const [own, third] = readVariableInteger(block, second);
    const [length, start] = readVariableInteger(block, third);
    const before = entries.at(-1)?.key ?? Buffer.alloc(0);
    const key = Buffer.concat([before.subarray(0, shared), block.subarray(start, start + own)]);
    place = start + own + length;
    entries.push({ key, value: block.subarray(start + own, place) });
  }
  return entries;
}

function joined(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from([0])]));
}
