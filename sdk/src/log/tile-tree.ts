import {
  consistencyProof,
  consistencyProofNodes,
  emptyRoot,
  entryBundlePath,
  equalBytes,
  inclusionProof,
  inclusionProofNodes,
  isQuanchengError,
  leafHash,
  nodeFromTile,
  parseEntryBundle,
  parseLeafHash,
  QuanchengError,
  TILE_WIDTH,
  tileOfNode,
  tilePath,
  tileWidth,
  treeRoot,
  treeRootNodes,
  verifyConsistency,
  verifyInclusion,
  type Checkpoint,
  type LeafHash,
  type NodeCoordinate,
  type NodeSource,
  type RootHash,
} from '@quancheng/protocol';
import type { LogReader } from './log-reader.js';
import type { TileCache } from './tile-cache.js';

/** What the tree of a checkpoint was at a smaller size, and the consistency proof that says so. */
export interface ProvenPrefix {
  readonly root: RootHash;
  readonly proof: readonly Uint8Array[];
}

/**
 * The tree under one checkpoint, by the log's tiles. Whatever comes out was held against the checkpoint's root: a log
 * cannot show here what it did not sign. Only tiles that are needed are read.
 * All throw LOG_MISMATCH where the tiles don't lead to the root, TILE_MALFORMED, and the reader's errors.
 */
export interface TileTree {
  readonly checkpoint: Checkpoint;
  /** @param size up to the checkpoint's */
  prefix(size: number): Promise<ProvenPrefix>;
  /** Leaf hashes of the level-0 tile of this index: 256, or fewer at the tree's edge. */
  leaves(tile: number): Promise<readonly LeafHash[]>;
  /** The entries of that tile. */
  entries(tile: number): Promise<readonly Uint8Array[]>;
  /** Siblings from the leaf upwards. */
  inclusion(index: number): Promise<readonly Uint8Array[]>;
}

const HASH_LENGTH = 32;

export function newTileTree(reader: LogReader, checkpoint: Checkpoint, cache: TileCache): TileTree {
  const { size, rootHash } = checkpoint;
  const tile = (level: number, index: number) => readTile(reader, cache, level, index, size);
  /** Reads the tiles first, because proofs are made synchronously. */
  const load = async (nodes: readonly NodeCoordinate[], known?: KnownTile): Promise<NodeSource> => {
    const hashes = new Map<string, Uint8Array>();
    for (const node of nodes) {
      const location = tileOfNode(node);
      const isKnown = location.level === 0 && location.index === known?.index;
      const hash = nodeFromTile(
        location,
        isKnown ? known.hashes : await tile(location.level, location.index),
      );
      if (hash === undefined) throw mismatch(`${tilePath(location.level, location.index)} is too short`);
      hashes.set(`${node.level}/${node.index}`, hash);
    }
    return (level, index) => hashes.get(`${level}/${index}`) ?? new Uint8Array();
  };

  const leaves = async (index: number): Promise<readonly LeafHash[]> => {
    const hashes = await tile(0, index);
    // The path of its first leaf passes all others of the tile: if it holds, they all do.
    const first = index * TILE_WIDTH;
    const source = await load(inclusionProofNodes(first, size), { index, hashes });
    const leaf = hashes[0] && parseLeafHash(hashes[0]);
    const path = inclusionProof(first, size, source);
    if (leaf === undefined || !verifyInclusion(first, size, leaf, path, rootHash))
      throw mismatch(`${tilePath(0, index)} does not lead to the root of size ${size}`);
    return hashes.map((hash) => parseLeafHash(hash));
  };

  return {
    checkpoint,
    leaves,
    async prefix(smaller) {
      if (smaller === 0) return { root: emptyRoot, proof: [] };
      if (smaller === size) return { root: rootHash, proof: [] };
      const root = treeRoot(smaller, await load(treeRootNodes(smaller)));
      const proof = consistencyProof(smaller, size, await load(consistencyProofNodes(smaller, size)));
      if (!verifyConsistency(smaller, size, root, rootHash, proof))
        throw mismatch(`the tiles do not lead to the root of size ${size}`);
      return { root, proof };
    },
    async entries(index) {
      const expected = await leaves(index);
      const entries = await readEntries(reader, index, expected.length);
      entries.forEach((entry, place) => {
        const leaf = expected[place];
        if (leaf === undefined || !equalBytes(leafHash(entry), leaf))
          throw mismatch(`entry ${index * TILE_WIDTH + place} is not the one in the tree`);
      });
      return entries;
    },
    async inclusion(index) {
      const [tileIndex, place] = [Math.floor(index / TILE_WIDTH), index % TILE_WIDTH];
      const hashes = await leaves(tileIndex);
      const source = await load(inclusionProofNodes(index, size), { index: tileIndex, hashes });
      const path = inclusionProof(index, size, source);
      const leaf = hashes[place];
      if (leaf === undefined || !verifyInclusion(index, size, leaf, path, rootHash))
        throw mismatch(`no path from entry ${index} to the root of size ${size}`);
      return path;
    },
  };
}

interface KnownTile {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

async function readTile(
  reader: LogReader,
  cache: TileCache,
  level: number,
  index: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  const width = tileWidth(level, index, size);
  const full = tilePath(level, index);
  const kept = cache.get(full);
  if (kept !== undefined) return kept.slice(0, width);
  const bytes = await readWide(reader, tilePath(level, index, width), full);
  if (bytes.length < width * HASH_LENGTH || bytes.length % HASH_LENGTH > 0)
    throw mismatch(`${full} is cut short`);
  const hashes = Array.from({ length: bytes.length / HASH_LENGTH }, (_, place) =>
    bytes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH),
  );
  if (hashes.length === TILE_WIDTH) cache.set(full, hashes);
  return hashes.slice(0, width);
}

async function readEntries(reader: LogReader, index: number, width: number): Promise<readonly Uint8Array[]> {
  const bytes = await readWide(reader, entryBundlePath(index, width), entryBundlePath(index));
  const entries = parseEntryBundle(bytes);
  if (entries.length < width) throw mismatch(`${entryBundlePath(index)} is cut short`);
  return entries.slice(0, width);
}

/** A log may drop incomplete tiles once the full one is there (C2SP tlog-tiles). */
async function readWide(reader: LogReader, path: string, full: string): Promise<Uint8Array> {
  try {
    return await reader(path);
  } catch (error) {
    if (path === full || isQuanchengError(error, 'GATEWAY_UNREACHABLE')) throw error;
    return await reader(full);
  }
}

function mismatch(detail: string): QuanchengError {
  return new QuanchengError('LOG_MISMATCH', detail);
}
