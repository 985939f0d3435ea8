import { open, type FileHandle } from 'node:fs/promises';
import { encodeHex, sha256 } from '@quancheng/protocol';
import type { FileIdentity } from './cut.js';

/** So many bytes tell a file from another that got its inode. */
const HEAD = 1024;

/** A file that is open for reading, with what the operating system says of it. */
export interface OpenFile {
  readonly path: string;
  readonly inode: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
  read(from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Undefined if there is no such file, or it is none. @throws what the operating system says otherwise */
export async function openFile(path: string): Promise<OpenFile | undefined> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  const { dev, ino, size, mtimeMs } = await handle.stat();
  return {
    path,
    inode: `${dev}:${ino}`,
    size,
    changed: mtimeMs,
    read: (from, length) => readFrom(handle, from, Math.min(length, Math.max(size - from, 0))),
    close: () => handle.close(),
  };
}

/** By what a file is known again once its first `to` bytes were taken. */
export async function identify(file: OpenFile, to: number): Promise<FileIdentity> {
  const headLength = Math.min(HEAD, to);
  return {
    inode: file.inode,
    head: encodeHex(sha256(await file.read(0, headLength))),
    headLength,
  };
}

/** Whether this is the file of which the first `to` bytes were taken, and it still has them. */
export async function isSameFile(
  file: OpenFile,
  known: FileIdentity & { readonly to: number },
): Promise<boolean> {
  if (file.inode !== known.inode || file.size < known.to) return false;
  return encodeHex(sha256(await file.read(0, known.headLength))) === known.head;
}

async function readFrom(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
