import { emptyRoot, leafHashInto, packedMerkleRoot, TILE_WIDTH, tileWidth } from '@quancheng/protocol';
import type { RootHash } from '@quancheng/protocol';

/** Hashes of one tile, 1 to 256 of them: nodes of tree level 8 × `level`. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
  /** width × 32 bytes. */
  readonly hashes: Buffer;
}

const HASH_LENGTH = 32;

interface Row {
  index: number;
  width: number;
  hashes: Buffer;
}

/**
 * The right edge of a growing RFC 6962 tree: of every row of tiles the last, incomplete one. That is all that growing
 * needs of the past: a node above the leaves is computed when the tile is full that it is the root of.
 */
export class TreeGrowth {
  #size = 0;
  readonly #rows: Row[] = [];
  readonly #onFullTile: (tile: Tile) => void;

  constructor(onFullTile: (tile: Tile) => void) {
    this.#onFullTile = onFullTile;
  }

  get size(): number {
    return this.#size;
  }

  get root(): RootHash {
    let root = emptyRoot;
    let isEmpty = true;
    for (const { hashes, width } of this.#rows) {
      if (width === 0) continue;
      // What is right of the row's complete subtrees is one node beside them.
      const nodes = [hashes.subarray(0, width * HASH_LENGTH), ...(isEmpty ? [] : [root])];
      root = packedMerkleRoot(Buffer.concat(nodes));
      isEmpty = false;
    }
    return root;
  }

  append(entry: Uint8Array): void {
    const row = this.#row(0);
    leafHashInto(row.hashes, row.width * HASH_LENGTH, entry);
    this.#size += 1;
    this.#widen(row, 0);
  }

  /** Copies of the incomplete tiles, lowest row first; a row that ends in a full tile has none. */
  incompleteTiles(): Tile[] {
    return this.#rows.flatMap((row, level) => (row.width === 0 ? [] : [this.#snapshot(row, level)]));
  }

  /** A copy of the incomplete tile at this place; undefined if it is full, or has no hash yet. */
  incompleteTile(level: number, index: number): Tile | undefined {
    const row = this.#rows[level];
    return row?.index === index && row.width > 0 ? this.#snapshot(row, level) : undefined;
  }

  /** The growth of a tree of this size from its incomplete tiles, lowest row first. */
  static restore(size: number, tiles: readonly Tile[], onFullTile: (tile: Tile) => void): TreeGrowth {
    const growth = new TreeGrowth(onFullTile);
    growth.#size = size;
    for (const { level, index, width } of incompletePlaces(size)) {
      const hashes = newHashes();
      tiles.find((each) => each.level === level)?.hashes.copy(hashes);
      growth.#rows[level] = { index, width, hashes };
    }
    return growth;
  }

  #row(level: number): Row {
    return (this.#rows[level] ??= { index: 0, width: 0, hashes: newHashes() });
  }

  /** After a hash was written to a row. A full tile's root goes to the row above. */
  #widen(row: Row, level: number): void {
    row.width += 1;
    if (row.width < TILE_WIDTH) return;
    this.#rows[level] = { index: row.index + 1, width: 0, hashes: newHashes() };
    this.#onFullTile({ level, ...row });
    const above = this.#row(level + 1);
    above.hashes.set(packedMerkleRoot(Uint8Array.from(row.hashes)), above.width * HASH_LENGTH);
    this.#widen(above, level + 1);
  }

  #snapshot({ index, width, hashes }: Row, level: number): Tile {
    return { level, index, width, hashes: Buffer.from(hashes.subarray(0, width * HASH_LENGTH)) };
  }
}

/** Where the last, incomplete tile of each row of a tree is, rows that happen to end in a full tile included. */
export function incompletePlaces(size: number): Omit<Tile, 'hashes'>[] {
  const places: Omit<Tile, 'hashes'>[] = [];
  for (let level = 0, nodes = size; nodes > 0; level += 1, nodes = Math.floor(nodes / TILE_WIDTH)) {
    const index = Math.floor(nodes / TILE_WIDTH);
    places.push({ level, index, width: tileWidth(level, index, size) });
  }
  return places;
}

/** The hashes one by one; they share the tile's memory. */
export function splitHashes(hashes: Buffer): Uint8Array[] {
  return Array.from({ length: hashes.length / HASH_LENGTH }, (_, place) =>
    hashes.subarray(place * HASH_LENGTH, (place + 1) * HASH_LENGTH),
  );
}

function newHashes(): Buffer {
  return Buffer.alloc(TILE_WIDTH * HASH_LENGTH);
}
