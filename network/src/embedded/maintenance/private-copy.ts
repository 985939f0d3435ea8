import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmbeddedBackupFile } from './backup-manifest.js';

/** Paths of all files in a folder, relative to it, in a fixed order. A file is its own only one. */
export async function listFiles(root: string, name: string): Promise<string[]> {
  const entries = await readdir(join(root, name), { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  });
  if (entries === undefined) {
    return [name];
  }
  const found: string[] = [];
  for (const entry of entries) {
    const path = name === '' ? entry.name : `${name}/${entry.name}`;
    found.push(...(entry.isDirectory() ? await listFiles(root, path) : [path]));
  }
  return found.sort();
}

/** Size and digest of a file; the path is kept as it is given. */
export async function describeFile(root: string, path: string): Promise<EmbeddedBackupFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(join(root, path)) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** Writes a file that its owner alone may read, in folders that he alone may enter, and brings it to disk. */
export class PrivateFile {
  readonly #hash = createHash('sha256');
  #size = 0;

  private constructor(
    private readonly path: string,
    private readonly handle: Awaited<ReturnType<typeof open>>,
  ) {}

  static async create(root: string, path: string): Promise<PrivateFile> {
    await mkdir(dirname(join(root, path)), { recursive: true, mode: 0o700 });
    return new PrivateFile(path, await open(join(root, path), 'wx', 0o600));
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    await this.handle.writeFile(bytes);
  }

  async close(): Promise<EmbeddedBackupFile> {
    await this.handle.sync();
    await this.handle.close();
    return { path: this.path, size: this.#size, sha256: this.#hash.digest('hex') };
  }
}

/** Copies one file into another root, for its owner alone. */
export async function copyPrivately(from: string, to: string, path: string): Promise<EmbeddedBackupFile> {
  const file = await PrivateFile.create(to, path);
  for await (const chunk of createReadStream(join(from, path)) as AsyncIterable<Buffer>) {
    await file.write(chunk);
  }
  return await file.close();
}
