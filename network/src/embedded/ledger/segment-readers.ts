import { type FileHandle, open } from 'node:fs/promises';

/** Segment files that are open for reading at a time: a ledger has one for every 64 MiB. */
const capacity = 16;

interface Reader {
  readonly handle: Promise<FileHandle>;
  /** Reads that have not ended. */
  uses: number;
}

/** Opens segment files for reading and keeps the latest of them open. */
export class SegmentReaders {
  /** The longest unused first. */
  readonly #readers = new Map<number, Reader>();

  constructor(private readonly path: (segment: number) => string) {}

  async use<T>(segment: number, read: (handle: FileHandle) => Promise<T>): Promise<T> {
    const reader = this.#readers.get(segment) ?? this.#open(segment);
    this.#readers.delete(segment);
    this.#readers.set(segment, reader);
    reader.uses += 1;
    try {
      return await read(await reader.handle);
    } finally {
      reader.uses -= 1;
      await this.#closeSurplus();
    }
  }

  async close(): Promise<void> {
    const readers = [...this.#readers.values()];
    this.#readers.clear();
    await Promise.all(readers.map(async ({ handle }) => await (await handle).close()));
  }

  #open(segment: number): Reader {
    const handle = open(this.path(segment), 'r');
    // What cannot be opened now may be there the next time.
    handle.catch(() => this.#readers.delete(segment));
    return { handle, uses: 0 };
  }

  async #closeSurplus(): Promise<void> {
    for (const [segment, { handle, uses }] of this.#readers) {
      if (this.#readers.size <= capacity) return;
      if (uses === 0) {
        this.#readers.delete(segment);
        await (await handle).close();
      }
    }
  }
}
