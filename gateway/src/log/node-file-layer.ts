import { mkdir, open, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { isMissing } from './file-layer.js';
import type { FileLayer, OpenFile } from './file-layer.js';

const FLAGS = { read: 'r', update: 'a+', create: 'w' } as const;
/** IOV_MAX: the most buffers that one writev takes. */
const CHUNKS_PER_WRITE = 1024;

/** The operating system's files. */
export const nodeFileLayer: FileLayer = {
  async open(path, mode) {
    // 'a+' would append whatever the position says, so it only serves to create the file.
    if (mode !== 'update') return openHandle(await open(path, FLAGS[mode]));
    await (await open(path, FLAGS.update)).close();
    return openHandle(await open(path, 'r+'));
  },
  async list(path) {
    return (await unlessMissing(readdir(path)))?.sort() ?? [];
  },
  rename,
  async remove(path) {
    await unlessMissing(unlink(path));
  },
  async removeDirectory(path) {
    await unlessMissing(rmdir(path));
  },
  async makeDirectory(path) {
    await mkdir(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  },
  async syncDirectory(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

function openHandle(handle: FileHandle): OpenFile {
  return {
    size: async () => (await handle.stat()).size,
    read: (position, length) => readFully(handle, position, length),
    write: (chunks, position) => writeFully(handle, chunks, position),
    truncate: (size) => handle.truncate(size),
    datasync: () => handle.datasync(),
    close: () => handle.close(),
  };
}

async function readFully(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** A write may be short (signals, quotas): the rest is written until the system refuses it. */
async function writeFully(handle: FileHandle, chunks: readonly Uint8Array[], start: number): Promise<void> {
  let position = start;
  let rest = chunks.filter((chunk) => chunk.length > 0);
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest.slice(0, CHUNKS_PER_WRITE), position);
    position += bytesWritten;
    rest = withoutFirst(rest, bytesWritten);
  }
}

function withoutFirst(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes;
  let whole = 0;
  for (const chunk of chunks) {
    if (chunk.length > left) break;
    left -= chunk.length;
    whole += 1;
  }
  const rest = chunks.slice(whole);
  if (left > 0 && rest[0] !== undefined) rest[0] = rest[0].subarray(left);
  return rest;
}

async function unlessMissing<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
