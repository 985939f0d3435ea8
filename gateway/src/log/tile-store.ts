import { dirname, join } from 'node:path';

import { parseTilePath, TILE_WIDTH } from '@quancheng/protocol';

import type { FileLayer } from './file-layer.js';
import { readWhole, writeDurably } from './whole-file.js';

interface Pending {
  /** Counts up with every put. */
  readonly number: number;
  readonly path: string;
  readonly parts: readonly Buffer[];
  readonly bytes: number;
}

/** Files written at once: few, because the journal's writes go through the same threads. */
const WRITERS = 2;
/** Bytes waiting to be written beyond which `room` waits. */
const MAXIMUM_WAITING = 8 * 1024 * 1024;

/**
 * Tiles and entry bundles in the served folder, by their C2SP paths. `put` returns at once and the file can be read
 * at once; `flush` says when everything put so far is on the medium.
 */
export class TileStore {
  readonly #files: FileLayer;
  readonly #directory: string;
  /** Oldest first. */
  readonly #pending = new Map<string, Pending>();
  readonly #queue: Pending[] = [];
  readonly #madeDirectories = new Set<string>();
  readonly #unsyncedDirectories = new Set<string>();
  #puts = 0;
  #waiting = 0;
  #writers = 0;
  #failure: Error | undefined;
  #wakers: (() => void)[] = [];

  constructor(files: FileLayer, directory: string) {
    this.#files = files;
    this.#directory = directory;
  }

  put(path: string, parts: readonly Buffer[]): void {
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    const pending = { number: (this.#puts += 1), path, parts, bytes };
    this.#pending.delete(path);
    this.#pending.set(path, pending);
    this.#waiting += bytes;
    this.#queue.push(pending);
    if (this.#writers < WRITERS) void this.#drain();
  }

  /** Returns when few enough bytes are waiting. Errors are the system's. */
  async room(): Promise<void> {
    while (this.#failure === undefined && this.#waiting > MAXIMUM_WAITING) await this.#change();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Returns when everything put before is on the medium, names included. Errors are the system's. */
  async flush(): Promise<void> {
    const last = this.#puts;
    while (this.#failure === undefined && this.#oldest() <= last) await this.#change();
    if (this.#failure !== undefined) throw this.#failure;
    for (const directory of this.#unsyncedDirectories) {
      this.#unsyncedDirectories.delete(directory);
      await this.#files.syncDirectory(directory);
    }
  }

  /** Returns when nothing is being written any more, whether or not it succeeded. */
  async idle(): Promise<void> {
    while (this.#writers > 0) await this.#change();
  }

  /** The bytes put under a path; undefined if there are none. */
  async read(path: string): Promise<Buffer | undefined> {
    const pending = this.#pending.get(path);
    if (pending !== undefined) return Buffer.concat(pending.parts);
    return readWhole(this.#files, join(this.#directory, path));
  }

  /** Removes the incomplete versions of a tile or bundle that is full now. */
  async removeIncomplete(path: string): Promise<void> {
    const { width } = parseTilePath(path);
    if (width !== TILE_WIDTH) throw new Error('named by the path of the full tile');
    const directory = join(this.#directory, `${path}.p`);
    for (const name of await this.#files.list(directory)) await this.#files.remove(join(directory, name));
    await this.#files.removeDirectory(directory);
    this.#madeDirectories.delete(`${path}.p`);
  }

  async #drain(): Promise<void> {
    this.#writers += 1;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
        await this.#write(next);
    } catch (error) {
      this.#failure ??= error as Error;
      this.#queue.length = 0;
    }
    this.#writers -= 1;
    this.#wake();
  }

  async #write(pending: Pending): Promise<void> {
    const { path, parts, bytes } = pending;
    await this.#makeDirectory(dirname(path));
    await writeDurably(this.#files, join(this.#directory, path), parts);
    this.#unsyncedDirectories.add(join(this.#directory, dirname(path)));
    if (this.#pending.get(path) === pending) this.#pending.delete(path);
    this.#waiting -= bytes;
    this.#wake();
  }

  async #makeDirectory(path: string): Promise<void> {
    if (this.#madeDirectories.has(path) || path === '.') return;
    await this.#makeDirectory(dirname(path));
    await this.#files.makeDirectory(join(this.#directory, path));
    this.#madeDirectories.add(path);
    this.#unsyncedDirectories.add(join(this.#directory, dirname(path)));
  }

  #oldest(): number {
    for (const { number } of this.#pending.values()) return number;
    return Number.POSITIVE_INFINITY;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve));
  }

  #wake(): void {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const wake of wakers) wake();
  }
}
