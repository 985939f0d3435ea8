import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPrivateKey } from './backup-contents.js';

/** Copies the private keys of one tree, and nothing else, to their places in another. */
export async function takeOverKeys(from: string, to: string, path = ''): Promise<void> {
  for (const entry of await readdir(join(from, path), { withFileTypes: true })) {
    const inside = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) {
      await takeOverKeys(from, to, inside);
    } else if (isPrivateKey(inside)) {
      await mkdir(dirname(join(to, inside)), { recursive: true });
      await copyFile(join(from, inside), join(to, inside));
    }
  }
}
