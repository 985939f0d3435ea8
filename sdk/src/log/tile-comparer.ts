import { concatBytes, equalBytes, QuanchengError, TILE_WIDTH, tilePath } from '@quancheng/protocol';
import type { LogReader } from './log-reader.js';
import { RootAccumulator } from './root-accumulator.js';

/** Recomputes the hash tiles of all levels from the leaves, and compares each with the one that the log serves. */
export class TileComparer {
  readonly #reader: LogReader;
  /** Per level: the hashes of the tile that is not yet full, and the number of full ones before it. */
  readonly #levels: { hashes: Uint8Array[]; index: number }[] = [];

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  /** @throws LOG_MISMATCH if a tile that is now full is served with other hashes */
  async push(hash: Uint8Array, level = 0): Promise<void> {
    const tile = (this.#levels[level] ??= { hashes: [], index: 0 });
    tile.hashes.push(hash);
    if (tile.hashes.length < TILE_WIDTH) return;
    await this.#compare(level, tile.index, tile.hashes);
    const root = new RootAccumulator();
    for (const each of tile.hashes) root.push(each);
    this.#levels[level] = { hashes: [], index: tile.index + 1 };
    await this.push(root.root(), level + 1);
  }

  /** Compares the partial tiles at the right edge. @throws LOG_MISMATCH */
  async finish(): Promise<void> {
    for (const [level, { hashes, index }] of this.#levels.entries()) {
      if (hashes.length > 0) await this.#compare(level, index, hashes);
    }
  }

  async #compare(level: number, index: number, hashes: readonly Uint8Array[]): Promise<void> {
    const path = tilePath(level, index, hashes.length);
    if (!equalBytes(await this.#reader(path), concatBytes(...hashes))) {
      throw new QuanchengError('LOG_MISMATCH', `${path} is not made of the entries below it`);
    }
  }
}
