/** Full tiles of one log that were read lately: the least recently used goes first. */
export interface TileCache {
  get(path: string): readonly Uint8Array[] | undefined;
  set(path: string, hashes: readonly Uint8Array[]): void;
  /** What was served may have been wrong: read it again. */
  clear(): void;
}

const DEFAULT_TILES = 256;

/** @param most tiles of 8 KiB */
export function newTileCache(most = DEFAULT_TILES): TileCache {
  const tiles = new Map<string, readonly Uint8Array[]>();
  return {
    get(path) {
      const hashes = tiles.get(path);
      if (hashes === undefined) return undefined;
      tiles.delete(path);
      tiles.set(path, hashes);
      return hashes;
    },
    set(path, hashes) {
      tiles.set(path, hashes);
      const [oldest] = tiles.keys();
      if (tiles.size > most && oldest !== undefined) tiles.delete(oldest);
    },
    clear: () => tiles.clear(),
  };
}
