import { access, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { QuanchengError } from '@quancheng/protocol';
import type { EmbeddedBackupFile } from './backup-manifest.js';
import { copyPrivately } from './private-copy.js';

const attempts = 50;
const pause = 20;

/**
 * Copies a LevelDB database that another process may be writing to. Its tables never change, its log only grows, and
 * its manifest grows when the set of tables does: a copy during which the manifest stayed as it was is the database
 * at one moment (LevelDB doc/impl.md). A torn end of the log is cut off when it is opened.
 * @throws QuanchengError EMBEDDED_NODE_LOCKED if it does not come to rest
 */
export async function copyDatabase(
  root: string,
  target: string,
  name: string,
): Promise<EmbeddedBackupFile[]> {
  if (!(await exists(join(root, name)))) {
    return [];
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await readManifestState(join(root, name));
    const files = before === undefined ? undefined : await copyFiles(root, target, name);
    if (files !== undefined && before === (await readManifestState(join(root, name)))) {
      return files;
    }
    await rm(join(target, name), { recursive: true, force: true });
    await delay(pause);
  }
  throw new QuanchengError('EMBEDDED_NODE_LOCKED', `${join(root, name)} changes too often to be copied`);
}

/** Which manifest is current, and how long it is; undefined at a moment at which there is none. */
async function readManifestState(folder: string): Promise<string | undefined> {
  return await unlessGone(async () => {
    const manifest = (await readFile(join(folder, 'CURRENT'), 'utf8')).trim();
    return `${manifest} ${(await stat(join(folder, manifest))).size}`;
  });
}

async function copyFiles(
  root: string,
  target: string,
  name: string,
): Promise<EmbeddedBackupFile[] | undefined> {
  return await unlessGone(async () => {
    const files: EmbeddedBackupFile[] = [];
    for (const file of await readdir(join(root, name))) {
      if (/^(CURRENT|MANIFEST-\d+|\d+\.(ldb|log))$/.test(file)) {
        files.push(await copyPrivately(root, target, `${name}/${file}`));
      }
    }
    return files;
  });
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
