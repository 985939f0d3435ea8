import { copyFile, lstat, mkdir, readdir, readlink, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from './sync-path.js';

/** Which entries are copied, by their path relative to the tree, with `/`. */
export type Selection = (path: string) => boolean;

/** A file changed this recently may change again without its time stamp telling. */
const settled = 2000;

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function isCopied(source: string, target: string): Promise<boolean> {
  const [from, to] = await Promise.all([lstat(source), lstat(target).catch(() => null)]);
  return to !== null && to.isFile() && to.size === from.size && to.mtimeMs === Math.trunc(from.mtimeMs);
}

async function copyOne(source: string, target: string): Promise<void> {
  if (await isCopied(source, target)) {
    return;
  }
  const { mtimeMs } = await lstat(source);
  await rm(target, { recursive: true, force: true });
  await copyFile(source, target);
  await syncPath(target);
  const time = Date.now() - mtimeMs > settled ? Math.trunc(mtimeMs) / 1000 : 0;
  await utimes(target, time, time);
}

async function copyEntry(source: string, target: string, kind: 'link' | 'file'): Promise<void> {
  if (kind === 'file') {
    await copyOne(source, target);
    return;
  }
  await rm(target, { recursive: true, force: true });
  await symlink(await readlink(source), target);
}

async function removeOthers(target: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(target)) {
    if (!wanted.has(name)) {
      await rm(join(target, name), { recursive: true, force: true });
    }
  }
}

/**
 * Brings a copy of a tree up to date, on disk: files that the copy holds already, by size and time, are not read again.
 * So a first copy may be made while files still change (what vanishes meanwhile is left out), and a second one, when
 * nothing changes any more, is short and complete.
 */
export async function copyTree(source: string, target: string, select: Selection, path = ''): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  const entries = await readdir(source, { withFileTypes: true });
  const inside = (name: string): string => (path === '' ? name : `${path}/${name}`);
  const selected = entries.filter(
    (entry) =>
      select(inside(entry.name)) && (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink()),
  );
  await removeOthers(target, new Set(selected.map(({ name }) => name)));
  for (const entry of selected) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    const copying = entry.isDirectory()
      ? copyTree(from, to, select, inside(entry.name))
      : copyEntry(from, to, entry.isFile() ? 'file' : 'link');
    await copying.catch((error: unknown) => {
      if (!isGone(error)) {
        throw error;
      }
    });
  }
}
