import { open } from 'node:fs/promises';

/** Brings a file, or a folder's own entries, to disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
