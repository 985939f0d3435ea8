import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { QuanchengError } from '@quancheng/protocol';
import { SegmentReaders } from './segment-readers.js';
import { newUnwritableError } from './unwritable.js';

/** Where a block's bytes stand: segment file, byte offset of the bytes, and their length. */
export interface BlockPosition {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** The place in the files just after a record. */
export interface FileEnd {
  readonly segment: number;
  readonly offset: number;
}

/** A record is a 4-byte length, a CRC-32 of the bytes, and the bytes. */
export const recordHeaderLength = 8;
const startOfFiles: FileEnd = { segment: 0, offset: 0 };

export function endOf({ segment, offset, length }: BlockPosition): FileEnd {
  return { segment, offset: offset + length };
}

/**
 * Blocks in append-only segment files. What `append` has returned for is on disk. After a failed append the file's
 * end is unknown, so that every later append fails too: reopening decides what is there.
 */
export class BlockFile {
  readonly #readers = new SegmentReaders((segment) => this.#path(segment));
  #writer: FileHandle | undefined;
  #end: FileEnd = startOfFiles;
  #failure: unknown;

  private constructor(
    private readonly directory: string,
    private readonly segmentBytes: number,
  ) {}

  /** Opens the files; call `recover` before the first `append`. */
  static async open(directory: string, segmentBytes = 64 * 1024 * 1024): Promise<BlockFile> {
    await mkdir(directory, { recursive: true });
    return new BlockFile(directory, segmentBytes);
  }

  /**
   * Hands over every whole record after `from`, cuts off a torn one at the end, and makes ready to append.
   * @throws QuanchengError EMBEDDED_LEDGER_DAMAGED if a record is broken that others follow, or `from` does not exist.
   */
  async recover(
    from: FileEnd | undefined,
    take: (bytes: Buffer, at: BlockPosition) => Promise<void>,
  ): Promise<void> {
    const last = Math.max(0, ...(await this.#segments()));
    let end = from ?? startOfFiles;
    for (let segment = end.segment; segment <= last; segment += 1) {
      const offset = segment === end.segment ? end.offset : 0;
      end = { segment, offset: await this.#recoverSegment(segment, offset, segment === last, take) };
    }
    this.#writer = await open(this.#path(end.segment), 'r+');
    this.#end = end;
  }

  async append(bytes: Uint8Array): Promise<BlockPosition> {
    if (this.#failure !== undefined) {
      throw newUnwritableError(this.#failure, 'an earlier block could not be written');
    }
    try {
      return await this.#append(bytes);
    } catch (cause) {
      this.#failure = cause;
      throw newUnwritableError(cause);
    }
  }

  /** @throws QuanchengError EMBEDDED_LEDGER_DAMAGED if the bytes are not those that were appended. */
  async read({ segment, offset, length }: BlockPosition): Promise<Buffer> {
    const record = Buffer.allocUnsafe(recordHeaderLength + length);
    const { bytesRead } = await this.#readers.use(segment, (reader) =>
      reader.read(record, 0, record.length, offset - recordHeaderLength),
    );
    const bytes = record.subarray(recordHeaderLength);
    if (bytesRead !== record.length || crc32(bytes) !== record.readUInt32BE(4)) {
      throw new QuanchengError(
        'EMBEDDED_LEDGER_DAMAGED',
        `segment ${segment} is damaged at offset ${offset}`,
      );
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#writer?.close();
    this.#writer = undefined;
    await this.#readers.close();
  }

  async #append(bytes: Uint8Array): Promise<BlockPosition> {
    if (this.#end.offset >= this.segmentBytes) {
      await this.#startSegment(this.#end.segment + 1);
    }
    const writer = this.#writer;
    if (writer === undefined) {
      throw new QuanchengError('EMBEDDED_NODE_CLOSED', 'the block files are not open for writing');
    }
    const record = Buffer.concat([Buffer.alloc(recordHeaderLength), bytes]);
    record.writeUInt32BE(bytes.length, 0);
    record.writeUInt32BE(crc32(bytes), 4);
    const { segment, offset } = this.#end;
    await writeWhole(writer, record, offset);
    await writer.datasync();
    this.#end = { segment, offset: offset + record.length };
    return { segment, offset: offset + recordHeaderLength, length: bytes.length };
  }

  async #startSegment(segment: number): Promise<void> {
    await this.#writer?.close();
    this.#writer = await open(this.#path(segment), 'wx+');
    await syncDirectory(this.directory);
    this.#end = { segment, offset: 0 };
  }

  async #recoverSegment(
    segment: number,
    from: number,
    isLast: boolean,
    take: (bytes: Buffer, at: BlockPosition) => Promise<void>,
  ): Promise<number> {
    const file = await open(this.#path(segment), isLast ? 'a+' : 'r');
    try {
      const { size } = await file.stat();
      let offset = from;
      for (let record = await readRecord(file, offset); record; record = await readRecord(file, offset)) {
        await take(record, { segment, offset: offset + recordHeaderLength, length: record.length });
        offset += recordHeaderLength + record.length;
      }
      if (size !== offset && (!isLast || size < offset)) {
        throw new QuanchengError(
          'EMBEDDED_LEDGER_DAMAGED',
          `segment ${segment} is damaged at offset ${offset}`,
        );
      }
      if (size > offset) {
        await file.truncate(offset);
      }
      // The directory entry and the cut must outlive a crash before anything is appended behind them.
      await file.sync();
      await syncDirectory(this.directory);
      return offset;
    } finally {
      await file.close();
    }
  }

  async #segments(): Promise<number[]> {
    const names = await readdir(this.directory);
    return names.filter((name) => /^blocks-\d{6}$/.test(name)).map((name) => Number(name.slice(7)));
  }

  #path(segment: number): string {
    return join(this.directory, `blocks-${String(segment).padStart(6, '0')}`);
  }
}

/** The record at this offset; undefined if there is none or only the torn beginning of one. */
async function readRecord(file: FileHandle, offset: number): Promise<Buffer | undefined> {
  const header = Buffer.alloc(recordHeaderLength);
  const { bytesRead } = await file.read(header, 0, recordHeaderLength, offset);
  const length = header.readUInt32BE(0);
  const { size } = await file.stat();
  if (bytesRead < recordHeaderLength || length === 0 || offset + recordHeaderLength + length > size) {
    return undefined;
  }
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, offset + recordHeaderLength);
  if (crc32(bytes) === header.readUInt32BE(4)) {
    return bytes;
  }
  if (offset + recordHeaderLength + length < size) {
    // Each record was on disk before the next was begun: this one was not torn by a crash but changed later.
    throw new QuanchengError('EMBEDDED_LEDGER_DAMAGED', `the block record at offset ${offset} is damaged`);
  }
  return undefined;
}

/** A disk that fills up takes a part of the record without an error and refuses the rest only. */
async function writeWhole(file: FileHandle, record: Buffer, offset: number): Promise<void> {
  for (let written = 0; written < record.length; ) {
    const { bytesWritten } = await file.write(record, written, record.length - written, offset + written);
    written += bytesWritten;
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
