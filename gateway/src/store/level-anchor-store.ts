import { join } from 'node:path';
import { formatCanonical, parseCanonical, isJsonObject, QuanchengError } from '@quancheng/protocol';
import type { AnchoredCheckpoint } from '../anchoring/anchored-checkpoint.js';
import type { AnchorStore } from '../anchoring/anchor-store.js';
import {
  damagedCheckpoints,
  openCheckpointDatabase,
  sizeKey,
  SYNCED,
  type CheckpointDatabase,
} from './checkpoint-database.js';
import { takeOverLines } from './take-over-lines.js';

/** The largest key that is looked at: sizes are all keys. */
const LAST = '9'.repeat(16);

/**
 * Anchors in a LevelDB folder: size (16 digits) → the canonical line {*optional* `previous`, `note`, `size`}.
 * @param formerPath where earlier versions kept such lines; what is there is taken over
 * @throws LOG_LOCKED, LOG_CHECKPOINTS_CORRUPT
 */
export async function openLevelAnchorStore(directory: string, formerPath?: string): Promise<AnchorStore> {
  const database = await openCheckpointDatabase(directory);
  const store = newStore(database, await newestOf(database));
  if (formerPath !== undefined) {
    const isEmpty = store.newest === undefined;
    await takeOverLines(formerPath, async (lines) => {
      if (isEmpty) await store.add(lines.map(parseLine));
    });
  }
  return store;
}

/** A gateway's anchors, in its folder. @throws LOG_LOCKED, LOG_CHECKPOINTS_CORRUPT */
export function openAnchors(gatewayDirectory: string): Promise<AnchorStore> {
  const directory = join(gatewayDirectory, 'anchored');
  return openLevelAnchorStore(directory, `${directory}.ndjson`);
}

function newStore(database: CheckpointDatabase, found: number | undefined): AnchorStore {
  let newest = found;
  return {
    get newest() {
      return newest;
    },
    async sizeCovering(index) {
      const [key] = await database.keys({ gte: sizeKey(index + 1), lte: LAST, limit: 1 }).all();
      return key === undefined ? undefined : Number(key);
    },
    sizeUpTo: (size) => newestOf(database, sizeKey(size)),
    async read(size) {
      const [line]: (string | undefined)[] = await database.getMany([sizeKey(size)]);
      if (line === undefined) throw new QuanchengError('VALUE_OUT_OF_RANGE', `no anchor of size ${size}`);
      return parseLine(line);
    },
    async *beyond(size) {
      for await (const line of database.values({ gte: sizeKey(size + 1), lte: LAST })) yield parseLine(line);
    },
    async add(anchors) {
      const last = assertGrowing(newest, anchors);
      await database.batch(
        anchors.map((anchor) => ({ type: 'put', key: sizeKey(anchor.size), value: formatAnchor(anchor) })),
        SYNCED,
      );
      newest = last;
    },
    async cut(size) {
      const keys = await database.keys({ gte: sizeKey(size + 1), lte: LAST }).all();
      await database.batch(
        keys.map((key) => ({ type: 'del', key })),
        SYNCED,
      );
      newest = await newestOf(database);
    },
    close: () => database.close(),
  };
}

/** The newest, up to a size. */
async function newestOf(database: CheckpointDatabase, lte = LAST): Promise<number | undefined> {
  const [key] = await database.keys({ lte, reverse: true, limit: 1 }).all();
  return key === undefined ? undefined : Number(key);
}

/** @returns the last size */
function assertGrowing(
  newest: number | undefined,
  anchors: readonly AnchoredCheckpoint[],
): number | undefined {
  let last = newest;
  for (const { size } of anchors) {
    if (size <= (last ?? -1)) throw damagedCheckpoints('sizes do not grow');
    last = size;
  }
  return last;
}

/** One canonical line, without its end. */
export function formatAnchor({ size, previous, note }: AnchoredCheckpoint): string {
  return formatCanonical({ note, ...(previous === undefined ? {} : { previous }), size });
}

function parseLine(text: string): AnchoredCheckpoint {
  const line = parseCanonical(Buffer.from(text));
  const { size, previous, note } = isJsonObject(line) ? line : {};
  if (typeof size !== 'number' || typeof note !== 'string')
    throw damagedCheckpoints('a line lacks its members');
  return { size, previous: typeof previous === 'number' ? previous : undefined, note };
}
