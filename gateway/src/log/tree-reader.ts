import {
  consistencyProof,
  consistencyProofNodes,
  entryBundlePath,
  inclusionProof,
  inclusionProofNodes,
  nodeFromTile,
  parseEntryBundle,
  QuanchengError,
  TILE_WIDTH,
  tileOfNode,
  tilePath,
  treeRoot,
  treeRootNodes,
} from '@quancheng/protocol';
import type { NodeCoordinate, NodeSource, RootHash, TileLocation } from '@quancheng/protocol';

import type { Integrator } from './integrator.js';
import { assertIndexBelow, assertSizeUpTo } from './ranges.js';
import { RecentlyUsed } from './recently-used.js';
import type { TileStore } from './tile-store.js';
import { splitHashes } from './tree-growth.js';

const TILES_KEPT = 1024;

/** Roots, proofs and entries of the integrated tree, from its tiles on disk and its edge in memory. */
export class TreeReader {
  readonly #tiles: TileStore;
  readonly #integrator: Pick<Integrator, 'size' | 'incompleteTile' | 'incompleteBundle'>;
  readonly #full = new RecentlyUsed<string, readonly Uint8Array[]>(TILES_KEPT);

  constructor(
    tiles: TileStore,
    integrator: Pick<Integrator, 'size' | 'incompleteTile' | 'incompleteBundle'>,
  ) {
    this.#tiles = tiles;
    this.#integrator = integrator;
  }

  /** @throws LOG_INDEX_UNKNOWN */
  async rootAt(size: number): Promise<RootHash> {
    assertSizeUpTo(size, this.#integrator.size);
    return treeRoot(size, await this.#load(treeRootNodes(size)));
  }

  /** Siblings from the leaf upwards. @throws LOG_INDEX_UNKNOWN */
  async inclusionProof(index: number, size: number): Promise<Uint8Array[]> {
    assertSizeUpTo(size, this.#integrator.size);
    assertIndexBelow(index, size);
    return inclusionProof(index, size, await this.#load(inclusionProofNodes(index, size)));
  }

  /** @throws LOG_INDEX_UNKNOWN */
  async consistencyProof(oldSize: number, newSize: number): Promise<Uint8Array[]> {
    assertSizeUpTo(newSize, this.#integrator.size);
    assertSizeUpTo(oldSize, newSize);
    return consistencyProof(oldSize, newSize, await this.#load(consistencyProofNodes(oldSize, newSize)));
  }

  /** An integrated entry's bytes. @throws LOG_INDEX_UNKNOWN */
  async entry(index: number): Promise<Uint8Array> {
    assertIndexBelow(index, this.#integrator.size);
    const bundleIndex = Math.floor(index / TILE_WIDTH);
    const incomplete = this.#integrator.incompleteBundle();
    const parts = incomplete?.index === bundleIndex ? incomplete.parts : undefined;
    const bytes = parts ? Buffer.concat(parts) : await this.#tiles.read(entryBundlePath(bundleIndex));
    const entry = bytes && parseEntryBundle(bytes)[index % TILE_WIDTH];
    if (entry === undefined) throw new QuanchengError('LOG_TREE_CORRUPT', entryBundlePath(bundleIndex));
    return entry;
  }

  /** Reads the tiles first, because proofs are made synchronously. */
  async #load(nodes: readonly NodeCoordinate[]): Promise<NodeSource> {
    const hashes = new Map<string, Uint8Array>();
    await Promise.all(
      nodes.map(async (node) => {
        const location = tileOfNode(node);
        const hash = nodeFromTile(location, await this.#tile(location));
        if (hash === undefined) throw missingTile(location);
        hashes.set(`${node.level}/${node.index}`, hash);
      }),
    );
    return (level, index) => {
      const hash = hashes.get(`${level}/${index}`);
      if (hash === undefined) throw new Error(`node ${level}/${index} was not announced`);
      return hash;
    };
  }

  /** The tile's hashes so far. The edge is asked first: a tile that is full by now is in the store already. */
  async #tile(location: TileLocation): Promise<readonly Uint8Array[]> {
    const incomplete = this.#integrator.incompleteTile(location.level, location.index);
    if (incomplete !== undefined) return splitHashes(incomplete.hashes);
    const path = tilePath(location.level, location.index);
    const kept = this.#full.get(path);
    if (kept !== undefined) return kept;
    const bytes = await this.#tiles.read(path);
    if (bytes?.length !== TILE_WIDTH * 32) throw missingTile(location);
    const hashes = splitHashes(bytes);
    this.#full.set(path, hashes);
    return hashes;
  }
}

function missingTile({ level, index }: TileLocation): QuanchengError {
  return new QuanchengError('LOG_TREE_CORRUPT', `${tilePath(level, index)} is missing or cut`);
}
