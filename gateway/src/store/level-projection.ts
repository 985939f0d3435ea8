import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { Level } from 'level';
import type { Projection } from '../projections/projection.js';
import type { RecordEvent } from '../projections/record-event.js';
import { Folding } from './folding.js';
import { listDue } from './list-due.js';
import { eventPlace, positionAt, rangeOf, recordPlace, versionPlace } from './projection-keys.js';
import type { StoredEvent, StoredRecord } from './stored-record.js';
import { listRecords } from './list-records.js';
import type { ProjectionDatabase } from './projection-database.js';
import { readValues } from './read-values.js';

const MEBIBYTE = 1024 * 1024;
/**
 * The projection in a LevelDB folder of its own.
 * @param ledger the ledger's id; a folder of another ledger, or of an older form, is emptied
 * @throws LOG_LOCKED if another process has the folder open
 */
export async function openLevelProjection(directory: string, ledger: string): Promise<Projection> {
  const database: ProjectionDatabase = new Level(directory, {
    cacheSize: 32 * MEBIBYTE,
    writeBufferSize: 32 * MEBIBYTE,
  });
  try {
    await database.open();
  } catch (error) {
    throw isLocked(error) ? new QuanchengError('LOG_LOCKED', directory, { cause: error }) : error;
  }
  const folding = await Folding.open(database, ledger);
  return {
    position: () => folding.position,
    reached: () => folding.reached,
    apply: (events) => folding.apply(events),
    due: (query) => listDue(database, query),
    async find(kind, name) {
      const [text]: (string | undefined)[] = await database.getMany([recordPlace(kind, name)]);
      if (text === undefined) return undefined;
      const { version } = JSON.parse(text) as StoredRecord;
      return (await readValues(database, [{ kind, name, version }]))[0];
    },
    async versions(kind, name, from, limit) {
      const { lt } = rangeOf('version', kind, name);
      const texts = await database.values({ gte: versionPlace(kind, name, from), lt, limit }).all();
      return texts.map((text) => JSON.parse(text) as JsonObject);
    },
    list: (query) => listRecords(database, query),
    async events(after, limit) {
      const { gt, lt } = rangeOf('event');
      const range = { gt: after === undefined ? gt : eventPlace(after), lt, limit };
      return withValues(database, await database.iterator(range).all());
    },
    close: () => database.close(),
  };
}

async function withValues(
  database: ProjectionDatabase,
  entries: readonly (readonly [place: string, text: string])[],
): Promise<readonly RecordEvent[]> {
  const events = entries.map(([place, text]) => ({
    position: positionAt(place),
    ...(JSON.parse(text) as StoredEvent),
  }));
  const values = (await readValues(database, events)).values();
  return events.map(({ version: _, ...event }) => ({ ...event, value: values.next().value ?? {} }));
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === 'LEVEL_LOCKED';
}
