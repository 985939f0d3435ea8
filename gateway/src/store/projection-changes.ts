import type { RecordEvent } from '../projections/record-event.js';
import { writeDueChanges } from './due-changes.js';
import type { JudgedEvent } from './judged-event.js';
import {
  eventPlace,
  indexedIn,
  indexPlace,
  indexWords,
  indexWordsOf,
  recordPlace,
  versionPlace,
} from './projection-keys.js';
import type { ProjectionBatch, ProjectionDatabase } from './projection-database.js';
import type { StoredEvent, StoredRecord } from './stored-record.js';

/** Records as they are before a run of events, by their places; absent those that the run begins. */
export type PresentRecords = Map<string, StoredRecord>;

/** The database before the events, and what was told and counted there. */
export interface Before {
  readonly present: PresentRecords;
  /** How many changes there were. */
  readonly changes: number;
  /** Time up to which all that was due has been told. */
  readonly told: string | undefined;
}

const CANONICAL = { valueEncoding: 'view' };

/** What a run of events changes in the database. */
export function writeChanges(
  batch: ProjectionBatch,
  events: readonly JudgedEvent[],
  { present, changes, told }: Before,
): void {
  for (const [offset, { event, version, due }] of events.entries()) {
    const { kind, name, value, canonical } = event;
    const place = recordPlace(kind, name);
    const before = present.get(place);
    const order = before?.order ?? changes + offset;
    const indexed = indexedIn(kind, value);
    const record: StoredRecord = { order, version, indexed, ...(due.length === 0 ? {} : { due }) };
    writeIndexChanges(batch, event, before, record);
    writeDueChanges(batch, event, before, due, told);
    batch.put(place, JSON.stringify(record));
    const stand = versionPlace(kind, name, version);
    if (canonical === undefined) batch.put(stand, JSON.stringify(value));
    else batch.put<string, Uint8Array>(stand, canonical, CANONICAL);
    batch.put(eventPlace(event.position), JSON.stringify(storedEvent(event, version)));
    present.set(place, record);
  }
}

function storedEvent({ transaction, action, kind, name, due }: RecordEvent, version: number): StoredEvent {
  return { transaction, action, kind, name, version, ...(due === undefined ? {} : { due }) };
}

/** Where a record stood and no longer stands, and where it stands now and did not: few members change at once. */
function writeIndexChanges(
  batch: ProjectionBatch,
  { kind, name }: RecordEvent,
  before: StoredRecord | undefined,
  { order, indexed }: StoredRecord,
): void {
  if (before === undefined) {
    for (const words of indexWordsOf(kind, indexed)) batch.put(indexPlace(words, order), name);
    return;
  }
  for (const member of Object.keys({ ...before.indexed, ...indexed })) {
    const [gone, come] = [before.indexed[member], indexed[member]];
    if (gone === come) continue;
    const placeOf = (value: string): string => indexPlace(indexWords(kind, member, value), order);
    if (gone !== undefined) batch.del(placeOf(gone));
    if (come !== undefined) batch.put(placeOf(come), name);
  }
}

/** Reads the records that a run of events changes. */
export async function readPresent(
  database: ProjectionDatabase,
  events: readonly JudgedEvent[],
): Promise<PresentRecords> {
  // A first version has nothing before it.
  const later = events.filter(({ version }) => version !== 1);
  const places = [...new Set(later.map(({ event }) => recordPlace(event.kind, event.name)))];
  const texts: (string | undefined)[] = places.length === 0 ? [] : await database.getMany(places);
  const present: PresentRecords = new Map();
  for (const [index, place] of places.entries()) {
    const text = texts[index];
    if (text !== undefined) present.set(place, JSON.parse(text) as StoredRecord);
  }
  return present;
}
