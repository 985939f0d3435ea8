import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Brings a folder with everything in it to disk, entries included. Never to be used on the state database: closing a
 * second handle on its lock file would give up the lock.
 */
export async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    await (entry.isDirectory() ? syncTree(path) : syncPath(path));
  }
  await syncPath(directory);
}

/** Brings a file, or a folder's own entries, to disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
