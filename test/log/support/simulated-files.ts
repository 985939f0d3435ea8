import { dirname } from 'node:path';
import type { FileLayer, OpenFile, OpenMode } from '@quancheng/gateway';

/** What the next start sees of what was not synced. */
export type Survival = 'nothing' | 'something';

interface Inode {
  /** What the system shows. */
  seen: Buffer;
  /** What the last sync left on the medium. */
  synced: Buffer;
  /** What was written since the last sync; undefined where every difference counts as written. */
  dirty?: { position: number; bytes: Buffer }[] | undefined;
}

interface Names {
  readonly files: Map<string, Inode>;
  readonly directories: Set<string>;
}

const SECTOR = 512;

/**
 * Files in memory over a medium that keeps only what was synced: contents by `datasync`, names by `syncDirectory`.
 * Can lose power at the n-th operation, and fail operations with an error of the system.
 */
export class SimulatedFiles implements FileLayer {
  operations = 0;
  /** The operation at which the power goes; a write is then half done. */
  powerLossAt = Number.POSITIVE_INFINITY;
  /** A control: a medium on which syncing contents does nothing. */
  forgetsSyncs = false;
  /** After a failed sync the system calls the lost pages clean: from now on, only what is written anew gets synced. */
  set syncsOnlyNewWrites(value: boolean) {
    for (const inode of this.#seen.files.values()) inode.dirty = value ? [] : undefined;
  }
  /** Error code that an operation fails with. */
  fault: (operation: string, path: string) => string | undefined = () => undefined;
  /** Waits before each operation. */
  delay: () => Promise<void> = () => Promise.resolve();
  readonly #seen: Names = { files: new Map(), directories: new Set(['/']) };
  readonly #synced: Names = { files: new Map(), directories: new Set(['/']) };

  async open(path: string, mode: OpenMode): Promise<OpenFile> {
    await this.#operate('open', path);
    let inode = this.#seen.files.get(path);
    if (inode === undefined) {
      if (mode === 'read' || !this.#seen.directories.has(dirname(path))) throw systemError('ENOENT', path);
      inode = { seen: Buffer.alloc(0), synced: Buffer.alloc(0) };
      this.#seen.files.set(path, inode);
    }
    if (mode === 'create') inode.seen = Buffer.alloc(0);
    return this.#openFile(path, inode);
  }

  async list(path: string): Promise<string[]> {
    await this.#operate('list', path);
    return [...this.#seen.files.keys(), ...this.#seen.directories]
      .filter((each) => each !== '/' && dirname(each) === path)
      .map((each) => each.slice(path.length + 1))
      .sort();
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#operate('rename', from);
    const inode = this.#seen.files.get(from);
    if (inode === undefined) throw systemError('ENOENT', from);
    this.#seen.files.delete(from);
    this.#seen.files.set(to, inode);
  }

  async remove(path: string): Promise<void> {
    await this.#operate('remove', path);
    this.#seen.files.delete(path);
  }

  async removeDirectory(path: string): Promise<void> {
    await this.#operate('removeDirectory', path);
    this.#seen.directories.delete(path);
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#operate('makeDirectory', path);
    if (!this.#seen.directories.has(dirname(path))) throw systemError('ENOENT', path);
    this.#seen.directories.add(path);
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#operate('syncDirectory', path);
    const isInside = (each: string): boolean => each !== '/' && dirname(each) === path;
    for (const each of [...this.#synced.files.keys()].filter(isInside)) this.#synced.files.delete(each);
    for (const each of [...this.#synced.directories].filter(isInside)) this.#synced.directories.delete(each);
    for (const [each, inode] of this.#seen.files) if (isInside(each)) this.#synced.files.set(each, inode);
    for (const each of this.#seen.directories) if (isInside(each)) this.#synced.directories.add(each);
  }

  /** The files after the process was killed: the system still has what was not synced, and may yet lose it. */
  afterKill(): SimulatedFiles {
    const next = new SimulatedFiles();
    for (const [from, to] of [
      [this.#seen, next.#seen],
      [this.#synced, next.#synced],
    ] as const) {
      for (const path of from.directories) to.directories.add(path);
      for (const [path, inode] of from.files) to.files.set(path, inode);
    }
    return next;
  }

  /** The files as the next start finds them. */
  afterPowerLoss(survival: Survival, random: () => number): SimulatedFiles {
    const next = new SimulatedFiles();
    const takesNew = (): boolean => survival === 'something' && random() < 0.5;
    const directories = new Set([...this.#seen.directories, ...this.#synced.directories]);
    for (const path of [...directories].sort()) {
      const names = takesNew() ? this.#seen : this.#synced;
      if (names.directories.has(path) && next.#seen.directories.has(dirname(path))) next.#addDirectory(path);
    }
    for (const path of new Set([...this.#seen.files.keys(), ...this.#synced.files.keys()])) {
      const inode = (takesNew() ? this.#seen : this.#synced).files.get(path);
      if (inode === undefined || !next.#seen.directories.has(dirname(path))) continue;
      const contents = surviving(inode, takesNew);
      next.#addFile(path, { seen: contents, synced: contents });
    }
    return next;
  }

  /** A file's contents as the system shows them, to look at or to damage them. */
  contents(path: string): Buffer {
    const inode = this.#seen.files.get(path);
    if (inode === undefined) throw systemError('ENOENT', path);
    return inode.seen;
  }

  get paths(): string[] {
    return [...this.#seen.files.keys()].sort();
  }

  #openFile(path: string, inode: Inode): OpenFile {
    return {
      size: async () => {
        await this.#operate('size', path);
        return inode.seen.length;
      },
      read: async (position, length) => {
        await this.#operate('read', path);
        return Buffer.from(inode.seen.subarray(position, position + length));
      },
      write: async (chunks, position) => {
        const bytes = Buffer.concat(chunks);
        const half = (): void => writeInto(inode, bytes.subarray(0, Math.floor(bytes.length / 2)), position);
        await this.#operate('write', path, half);
        writeInto(inode, bytes, position);
      },
      truncate: async (size) => {
        await this.#operate('truncate', path);
        inode.seen = Buffer.from(inode.seen.subarray(0, size));
      },
      datasync: async () => {
        await this.#operate('datasync', path);
        if (!this.forgetsSyncs) sync(inode);
      },
      close: () => Promise.resolve(),
    };
  }

  #addDirectory(path: string): void {
    this.#seen.directories.add(path);
    this.#synced.directories.add(path);
  }

  #addFile(path: string, inode: Inode): void {
    this.#seen.files.set(path, inode);
    this.#synced.files.set(path, inode);
  }

  async #operate(operation: string, path: string, half?: () => void): Promise<void> {
    await this.delay();
    this.operations += 1;
    if (this.operations === this.powerLossAt) half?.();
    if (this.operations >= this.powerLossAt) throw systemError('EPOWER', path);
    const code = this.fault(operation, path);
    if (code === undefined) return;
    if (code === 'ENOSPC') half?.();
    throw systemError(code, path);
  }
}

function writeInto(inode: Inode, bytes: Buffer, position: number): void {
  const seen = Buffer.alloc(Math.max(inode.seen.length, position + bytes.length));
  inode.seen.copy(seen);
  bytes.copy(seen, position);
  inode.seen = seen;
  inode.dirty?.push({ position, bytes });
}

function sync(inode: Inode): void {
  if (inode.dirty === undefined) {
    inode.synced = Buffer.from(inode.seen);
    return;
  }
  const synced = Buffer.alloc(inode.seen.length);
  inode.synced.copy(synced);
  for (const { position, bytes } of inode.dirty.splice(0)) bytes.copy(synced, position);
  inode.synced = synced;
}

/** Length and sectors each from before or after the last sync. */
function surviving({ seen, synced }: Inode, takesNew: () => boolean): Buffer {
  const contents = Buffer.alloc((takesNew() ? seen : synced).length);
  for (let offset = 0; offset < contents.length; offset += SECTOR) {
    const source = takesNew() ? seen : synced;
    contents.set(source.subarray(offset, Math.min(offset + SECTOR, contents.length)), offset);
  }
  return contents;
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
