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
  const context = { reader, cache, size: checkpoint.size, rootHash: checkpoint.rootHash };
  return {
    checkpoint,
    prefix: (size) => provePrefix(context, size),
    leaves: (tile) => provenLeaves(context, tile),
    inclusion: (index) => proveInclusion(context, index),
    async entries(tile) {
      const expected = await provenLeaves(context, tile);
      const entries = await readEntries(reader, tile, expected.length);
      entries.forEach((entry, place) => {
        const leaf = expected[place];
        if (leaf === undefined || !equalBytes(leafHash(entry), leaf))
          throw mismatch(`entry ${tile * TILE_WIDTH + place} is not the one in the tree`);
      });
      return entries;
    },
  };
}

interface TreeContext {
  readonly reader: LogReader;
  readonly cache: TileCache;
  readonly size: number;
  readonly rootHash: RootHash;
}

async function provePrefix(context: TreeContext, smaller: number): Promise<ProvenPrefix> {
  const { size, rootHash } = context;
  if (smaller === 0) return { root: emptyRoot, proof: [] };
  if (smaller === size) return { root: rootHash, proof: [] };
  const root = treeRoot(smaller, await loadNodes(context, treeRootNodes(smaller)));
  const nodes = await loadNodes(context, consistencyProofNodes(smaller, size));
  const proof = consistencyProof(smaller, size, nodes);
  if (!verifyConsistency(smaller, size, root, rootHash, proof))
    throw mismatch(`the tiles do not lead to the root of size ${size}`);
  return { root, proof };
}

async function provenLeaves(context: TreeContext, index: number): Promise<readonly LeafHash[]> {
  const hashes = await readTile(context, 0, index);
  // The path of its first leaf passes all others of the tile: if it holds, they all do.
  await provenPath(context, index * TILE_WIDTH, { index, hashes });
  return hashes.map((hash) => parseLeafHash(hash));
}

async function proveInclusion(context: TreeContext, leaf: number): Promise<readonly Uint8Array[]> {
  const index = Math.floor(leaf / TILE_WIDTH);
  return provenPath(context, leaf, { index, hashes: await readTile(context, 0, index) });
}

/** Inclusion proof of a leaf in a tile that was read, verified. */
async function provenPath(
  context: TreeContext,
  index: number,
  tile: KnownTile,
): Promise<readonly Uint8Array[]> {
  const { size, rootHash } = context;
  const path = inclusionProof(index, size, await loadNodes(context, inclusionProofNodes(index, size), tile));
  const hash = tile.hashes[index % TILE_WIDTH];
  if (hash === undefined || !verifyInclusion(index, size, parseLeafHash(hash), path, rootHash))
    throw mismatch(`${tilePath(0, tile.index)} does not lead to the root of size ${size}`);
  return path;
}

/**
 * Reads the tiles first, because proofs are made synchronously.
 * @param known a tile whose bytes are what the proof is about: read again, it could be another
 */
async function loadNodes(
  context: TreeContext,
  nodes: readonly NodeCoordinate[],
  known?: KnownTile,
): Promise<NodeSource> {
  const hashes = new Map<string, Uint8Array>();
  for (const node of nodes) {
    const location = tileOfNode(node);
    const { level, index } = location;
    const isKnown = level === 0 && index === known?.index;
    const tile = isKnown ? known.hashes : await readTile(context, level, index);
    const hash = nodeFromTile(location, tile);
    if (hash === undefined) throw mismatch(`${tilePath(level, index)} is too short`);
    hashes.set(`${node.level}/${node.index}`, hash);
  }
  return (level, index) => {
    const hash = hashes.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`node ${level}/${index} was not announced`);
    return hash;
  };
}

interface KnownTile {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

async function readTile(
  { reader, cache, size }: TreeContext,
  level: number,
  index: number,
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
