import { entryBundlePath, equalBytes, parseEntryBundle, QuanchengError, tilePath } from '@quancheng/protocol';

import type { Bundle } from './bundle-growth.js';
import type { SignedCheckpoint } from './checkpoint-store.js';
import { Integrator, putBundle, putTile } from './integrator.js';
import type { TreeEdge } from './integrator.js';
import type { Journal } from './journal.js';
import { unwatchedStages } from './log-stages.js';
import { replayToTree } from './replay.js';
import type { DecodeSubmission } from './replay.js';
import { SEGMENT_HEADER } from './segment.js';
import type { TileStore } from './tile-store.js';
import { incompletePlaces, TreeGrowth } from './tree-growth.js';
import type { Tile } from './tree-growth.js';

/** The edge of the empty tree. */
export function emptyEdge(): TreeEdge {
  const { size, root } = new TreeGrowth(() => undefined);
  return { size, root, next: { segment: 0, offset: SEGMENT_HEADER }, tiles: [], bundle: undefined };
}

/**
 * The edge of the tree that the log signed last, from its incomplete tiles.
 * @throws LOG_TREE_CORRUPT if they are missing or do not give the signed root
 */
export async function restoreEdge(
  tiles: TileStore,
  { checkpoint, next }: SignedCheckpoint,
): Promise<TreeEdge> {
  const { size, rootHash } = checkpoint;
  const incomplete: Tile[] = [];
  for (const place of incompletePlaces(size)) {
    if (place.width > 0) incomplete.push(await readTile(tiles, place));
  }
  const { root } = TreeGrowth.restore(size, incomplete, () => undefined);
  if (!equalBytes(root, rootHash))
    throw new QuanchengError('LOG_TREE_CORRUPT', `the root of size ${size} differs`);
  return { size, root, next, tiles: incomplete, bundle: await readBundle(tiles, incomplete[0]) };
}

/**
 * Writes all tiles of the tree that the log signed last again, from the journal.
 * @throws LOG_JOURNAL_CORRUPT if the journal does not give the signed root
 */
export async function rebuildEdge(
  tiles: TileStore,
  { checkpoint }: SignedCheckpoint,
  journal: Journal,
  decode: DecodeSubmission,
): Promise<TreeEdge> {
  const start = emptyEdge();
  const integrator = new Integrator(tiles, start, unwatchedStages.integrate, () => undefined);
  const edge = await replayToTree(journal, integrator, decode, start, checkpoint.size);
  if (!equalBytes(edge.root, checkpoint.rootHash)) {
    throw new QuanchengError(
      'LOG_JOURNAL_CORRUPT',
      `it does not give the root that was signed for ${checkpoint.size}`,
    );
  }
  for (const tile of edge.tiles) putTile(tiles, tile);
  if (edge.bundle !== undefined) putBundle(tiles, edge.bundle);
  await tiles.flush();
  return edge;
}

async function readTile(tiles: TileStore, { level, index, width }: Omit<Tile, 'hashes'>): Promise<Tile> {
  const path = tilePath(level, index, width);
  const hashes = await tiles.read(path);
  if (hashes?.length !== width * 32)
    throw new QuanchengError('LOG_TREE_CORRUPT', `${path} is missing or cut`);
  return { level, index, width, hashes };
}

/** The entry bundle beside the lowest tile. */
async function readBundle(tiles: TileStore, tile: Tile | undefined): Promise<Bundle | undefined> {
  if (tile?.level !== 0) return undefined;
  const { index, width } = tile;
  const path = entryBundlePath(index, width);
  const bytes = await tiles.read(path);
  if (bytes === undefined || !isBundle(bytes, width)) {
    throw new QuanchengError('LOG_TREE_CORRUPT', `${path} is missing or damaged`);
  }
  return { index, width, parts: [bytes] };
}

function isBundle(bytes: Buffer, width: number): boolean {
  try {
    return parseEntryBundle(bytes).length === width;
  } catch {
    return false;
  }
}
