import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { syncPath, syncTree } from '../node/sync-tree.js';

/**
 * Makes a folder that appears whole or not at all: it is filled beside its place, brought to disk and renamed. What an
 * interrupted run leaves is called `NAME.partial-…` and never looked at again.
 * @throws QuanchengError EMBEDDED_FOLDER_EXISTS if something is there already
 */
export async function newFolder<T>(path: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(path);
  await assertAbsent(target);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const partial = await mkdtemp(join(dirname(target), `${basename(target)}.partial-`));
  try {
    const result = await fill(partial);
    await syncTree(partial);
    await assertAbsent(target);
    await rename(partial, target);
    await syncPath(dirname(target));
    return result;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function assertAbsent(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new QuanchengError('EMBEDDED_FOLDER_EXISTS', `${path} exists already`);
  }
}
