import { randomBytes } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';

export interface WriteFileOptions {
  /** Permission bits of a new file; default 0644 (less the umask). */
  readonly mode?: number;
}

/**
 * Replaces a file in one step: a reader, or a crash, sees the old bytes or the new ones, never a part.
 * @throws FILE_UNWRITABLE
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  options: WriteFileOptions = {},
): Promise<void> {
  await viaTemporary(path, bytes, options, rename);
}

/**
 * Creates a file in one step and never overwrites one.
 * @throws FILE_EXISTS, FILE_UNWRITABLE
 */
export async function createFile(
  path: string,
  bytes: Uint8Array,
  options: WriteFileOptions = {},
): Promise<void> {
  // A hard link, unlike a rename, fails if the name is taken.
  await viaTemporary(path, bytes, options, async (from, to) => {
    await link(from, to);
    await unlink(from);
  });
}

type Publish = (temporary: string, path: string) => Promise<void>;

async function viaTemporary(path: string, bytes: Uint8Array, options: WriteFileOptions, publish: Publish) {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await publish(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await unlink(temporary).catch(() => undefined);
    throw asWriteError(path, cause);
  }
}

/** The new name is on disk only once its folder is. Windows has no such call, and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function asWriteError(path: string, cause: unknown): QuanchengError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  if (code === 'EEXIST') return new QuanchengError('FILE_EXISTS', path, { cause });
  return new QuanchengError('FILE_UNWRITABLE', `${path} (${code})`, { cause });
}
