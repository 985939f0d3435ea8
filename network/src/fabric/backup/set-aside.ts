import { readdir, rename, rm } from 'node:fs/promises';

/** Renames a folder so that another can take its place; null if it was absent or empty. Nothing is ever deleted. */
export async function setAside(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) {
    return null;
  }
  if (names.length === 0) {
    await rm(folder, { recursive: true });
    return null;
  }
  const aside = `${folder}.replaced-${new Date().toISOString().replaceAll(':', '')}`;
  await rename(folder, aside);
  return aside;
}
