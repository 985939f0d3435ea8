import type { JsonObject } from '@quancheng/protocol';
import type { RecordEvent } from '../projections/record-event.js';
import {
  eventPlace,
  indexedIn,
  indexPlace,
  indexWordsOf,
  recordPlace,
  versionPlace,
} from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';

/** What the database holds of a record as it is. The value itself stands once, with its version. */
export interface StoredRecord {
  /** The number of its last change, by which it stands in the indexes. */
  readonly order: number;
  readonly version: number;
  /** The members by which it can be found. */
  readonly indexed: Readonly<Record<string, string>>;
}

/** An event without the value, which stands with the record's version. */
export interface StoredEvent extends Omit<RecordEvent, 'value'> {
  readonly version: number;
}

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: string }
  | { readonly type: 'del'; readonly key: string };

/** What a run of events changes in the database. @param changes how many there were before */
export async function changesOf(
  database: ProjectionDatabase,
  events: readonly RecordEvent[],
  changes: number,
): Promise<Operation[]> {
  const present = await readPresent(database, events);
  const operations: Operation[] = [];
  for (const [offset, { value, ...event }] of events.entries()) {
    const { kind, name } = event;
    const place = recordPlace(kind, name);
    const version = versionOf(value);
    const record: StoredRecord = { order: changes + offset, version, indexed: indexedIn(kind, value) };
    operations.push(
      ...indexChanges(kind, name, present.get(place), record),
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

/** A record stands in each index once, at the place of its last change. */
function indexChanges(
  kind: RecordEvent['kind'],
  name: string,
  before: StoredRecord | undefined,
  { order, indexed }: StoredRecord,
): Operation[] {
  const gone =
    before === undefined
      ? []
      : indexWordsOf(kind, before.indexed).map((words) => indexPlace(words, before.order));
  return [
    ...gone.map((key) => ({ type: 'del' as const, key })),
    ...indexWordsOf(kind, indexed).map((words) => ({
      type: 'put' as const,
      key: indexPlace(words, order),
      value: name,
    })),
  ];
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
