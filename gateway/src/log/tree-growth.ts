import {
  nodeFromTile,
  nodeHash,
  TILE_WIDTH,
  tileOfNode,
  tileWidth,
  treeRoot,
  treeRootNodes,
} from '@quancheng/protocol';
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
/** Levels of the tree from one row of tiles to the next. */
const TILE_HEIGHT = 8;

interface Row {
  index: number;
  width: number;
  hashes: Buffer;
}

/**
 * The right edge of a growing RFC 6962 tree: for every bit of the size, the complete subtree that waits for its right
 * sibling, and of every row of tiles the last, incomplete one. That is all that growing needs of the past.
 */
export class TreeGrowth {
  #size = 0;
  /** The waiting subtree at each level of the tree. */
  readonly #waiting: (Uint8Array | undefined)[] = [];
  readonly #rows: Row[] = [];
  readonly #onFullTile: (tile: Tile) => void;

  constructor(onFullTile: (tile: Tile) => void) {
    this.#onFullTile = onFullTile;
  }

  get size(): number {
    return this.#size;
  }

  get root(): RootHash {
    return treeRoot(this.#size, (level) => this.#waitingAt(level));
  }

  append(leaf: Uint8Array): void {
    let hash = leaf;
    let index = this.#size;
    let level = 0;
    this.#addToRow(0, hash);
    while (index % 2 === 1) {
      hash = nodeHash(this.#waitingAt(level), hash);
      level += 1;
      index = (index - 1) / 2;
      if (level % TILE_HEIGHT === 0) this.#addToRow(level / TILE_HEIGHT, hash);
    }
    this.#waiting[level] = hash;
    this.#size += 1;
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
    for (const node of treeRootNodes(size)) {
      const location = tileOfNode(node);
      const hashes = growth.#rows[location.level]?.hashes;
      growth.#waiting[node.level] = hashes && nodeFromTile(location, splitHashes(hashes));
    }
    return growth;
  }

  #waitingAt(level: number): Uint8Array {
    const node = this.#waiting[level];
    if (node === undefined) throw new Error(`no subtree waits at level ${level}`);
    return node;
  }

  #addToRow(level: number, hash: Uint8Array): void {
    const row = (this.#rows[level] ??= { index: 0, width: 0, hashes: newHashes() });
    row.hashes.set(hash, row.width * HASH_LENGTH);
    row.width += 1;
    if (row.width < TILE_WIDTH) return;
    this.#rows[level] = { index: row.index + 1, width: 0, hashes: newHashes() };
    this.#onFullTile({ level, ...row });
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
