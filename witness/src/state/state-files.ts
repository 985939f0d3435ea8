import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';

/**
 * The few file operations that a witness's word rests on. Errors are the system's. A port so that tests can end the
 * process between any two of them.
 */
export interface StateFiles {
  /** Names in a directory; none if it does not exist. */
  list(directory: string): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
  /** Creates a file that is not there; contents are on the medium when it returns. */
  create(path: string, contents: Uint8Array): Promise<void>;
  /** A second name for a file. @returns false if that name is taken */
  link(existing: string, path: string): Promise<boolean>;
  /** Nothing happens if it is not there. */
  remove(path: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  /** Returns when the names in the directory are on the medium. */
  syncDirectory(path: string): Promise<void>;
}

/** The operating system's files. */
export const nodeStateFiles: StateFiles = {
  list: async (directory) => (await unlessCode('ENOENT', readdir(directory))) ?? [],
  read: (path) => readFile(path),
  async create(path, contents) {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  link: async (existing, path) =>
    (await unlessCode(
      'EEXIST',
      link(existing, path).then(() => true),
    )) ?? false,
  async remove(path) {
    await unlessCode('ENOENT', unlink(path));
  },
  async makeDirectory(path) {
    await mkdir(path, { recursive: true });
  },
  async syncDirectory(path) {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  },
};

async function unlessCode<Value>(code: string, operation: Promise<Value>): Promise<Value | undefined> {
  try {
    return await operation;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}
