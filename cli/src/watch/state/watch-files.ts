import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';

/**
 * The few file operations that a monitor's memory rests on. Errors are the system's. A port so that tests can end the
 * process between any two of them.
 */
export interface WatchFiles {
  /** Names in a folder; none if it does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /** Undefined if it is not there. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Bytes; 0 if it is not there. */
  size(path: string): Promise<number>;
  /** Writes a file whole; contents are on the medium when it returns. */
  write(path: string, contents: Uint8Array): Promise<void>;
  /** Contents are on the medium when it returns. */
  append(path: string, contents: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens if it is not there. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Returns when the names in the folder are on the medium. */
  syncFolder(path: string): Promise<void>;
}

/** The operating system's files. */
export const nodeWatchFiles: WatchFiles = {
  list: async (folder) => (await unlessAbsent(readdir(folder))) ?? [],
  read: (path) => unlessAbsent(readFile(path)),
  size: async (path) => (await unlessAbsent(stat(path)))?.size ?? 0,
  write: (path, contents) => writeSynced(path, 'w', contents),
  append: (path, contents) => writeSynced(path, 'a', contents),
  rename: (from, to) => rename(from, to),
  async remove(path) {
    await unlessAbsent(unlink(path));
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async syncFolder(path) {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

async function writeSynced(path: string, flags: 'w' | 'a', contents: Uint8Array): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function unlessAbsent<Value>(operation: Promise<Value>): Promise<Value | undefined> {
  try {
    return await operation;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
