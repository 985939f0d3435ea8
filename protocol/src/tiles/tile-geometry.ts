import { nodeHash } from '../merkle/hashes.js';
import type { NodeCoordinate } from '../merkle/nodes.js';
import { assertCount } from '../merkle/sizes.js';
import { TILE_WIDTH } from './tile-path.js';

/** Levels of the Merkle tree in one tile: a tile holds only the hashes of its lowest level. */
const TILE_HEIGHT = 8;

/** Where in the tiles a complete subtree is: the root over `count` hashes of a tile, from position `start`. */
export interface TileLocation {
  readonly level: number;
  readonly index: number;
  readonly start: number;
  /** A power of two, 1 to 128. */
  readonly count: number;
}

/** The tile that holds a complete subtree, and which of its hashes make it up. */
export function tileOfNode({ level, index }: NodeCoordinate): TileLocation {
  assertCount(level, 'level');
  assertCount(index, 'index');
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    start: first % TILE_WIDTH,
    count,
  };
}

/** The hash of a complete subtree from the hashes of its tile, in order. */
export function nodeFromTile(location: TileLocation, hashes: readonly Uint8Array[]): Uint8Array | undefined {
  let level = hashes.slice(location.start, location.start + location.count);
  if (level.length !== location.count) return undefined;
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      nodeHash(level[2 * index] ?? new Uint8Array(), level[2 * index + 1] ?? new Uint8Array()),
    );
  }
  return level[0];
}

/** Hashes in the tile at this place when the tree has this size: 0 (there is none) to 256. */
export function tileWidth(level: number, index: number, treeSize: number): number {
  assertCount(treeSize, 'tree size');
  const hashes = Math.floor(treeSize / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}
