import type { JsonObject } from '@quancheng/protocol';
import type { RecordEvent } from '../projections/record-event.js';
import { dueChanges, dueOfEvent, readGoverning, type KnownDue } from './due-changes.js';
import {
  eventPlace,
  indexedIn,
  indexPlace,
  indexWords,
  indexWordsOf,
  recordPlace,
  versionPlace,
} from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';
import type { Operation, StoredEvent, StoredRecord } from './stored-record.js';

/** What a run of events changes in the database. @param changes how many there were before */
export async function changesOf(
  database: ProjectionDatabase,
  events: readonly RecordEvent[],
  changes: number,
  known: KnownDue,
): Promise<Operation[]> {
  const present = await readPresent(database, events);
  const governing = await readGoverning(database, events);
  const operations: Operation[] = [];
  for (const [offset, whole] of events.entries()) {
    const { value, ...event } = whole;
    const { kind, name } = event;
    const place = recordPlace(kind, name);
    const version = versionOf(value);
    const before = present.get(place);
    const order = before?.order ?? changes + offset;
    const due = dueOfEvent(whole, governing, known);
    const indexed = indexedIn(kind, value);
    const record: StoredRecord = { order, version, indexed, ...(due.length === 0 ? {} : { due }) };
    operations.push(
      ...indexChanges(kind, name, before, record),
      ...dueChanges(event, before, due),
      { type: 'put', key: place, value: JSON.stringify(record) },
      { type: 'put', key: versionPlace(kind, name, version), value: JSON.stringify(value) },
      {
        type: 'put',
        key: eventPlace(event.position),
        value: JSON.stringify({ ...event, version } satisfies StoredEvent),
      },
    );
    present.set(place, record);
  }
  return operations;
}

/** Where a record stood and no longer stands, and where it stands now and did not: few members change at once. */
function indexChanges(
  kind: RecordEvent['kind'],
  name: string,
  before: StoredRecord | undefined,
  { order, indexed }: StoredRecord,
): Operation[] {
  if (before === undefined) {
    return indexWordsOf(kind, indexed).map((words) => ({
      type: 'put',
      key: indexPlace(words, order),
      value: name,
    }));
  }
  const changed = Object.keys({ ...before.indexed, ...indexed }).filter(
    (member) => before.indexed[member] !== indexed[member],
  );
  const operations: Operation[] = [];
  for (const member of changed) {
    const [gone, come] = [before.indexed[member], indexed[member]];
    const placeOf = (value: string): string => indexPlace(indexWords(kind, member, value), order);
    if (gone !== undefined) operations.push({ type: 'del', key: placeOf(gone) });
    if (come !== undefined) operations.push({ type: 'put', key: placeOf(come), value: name });
  }
  return operations;
}

async function readPresent(
  database: ProjectionDatabase,
  events: readonly RecordEvent[],
): Promise<Map<string, StoredRecord>> {
  // A first version has nothing before it.
  const places = [
    ...new Set(
      events.filter(({ value }) => versionOf(value) !== 1).map(({ kind, name }) => recordPlace(kind, name)),
    ),
  ];
  const texts: (string | undefined)[] = places.length === 0 ? [] : await database.getMany(places);
  return new Map(
    places.flatMap((place, index) => {
      const text = texts[index];
      return text === undefined ? [] : [[place, JSON.parse(text) as StoredRecord] as const];
    }),
  );
}

function versionOf(value: JsonObject): number {
  return Number(value['version']);
}
