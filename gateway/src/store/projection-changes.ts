import type { JsonObject } from '@quancheng/protocol';
import type { RecordEvent } from '../projections/record-event.js';
import { eventPlace, indexPlace, indexWordsOf, recordPlace, versionPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './level-projection.js';

/** A record as the database holds it: with the number of its last change, by which it stands in the indexes. */
export interface StoredRecord {
  readonly order: number;
  readonly value: JsonObject;
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
  for (const [offset, event] of events.entries()) {
    const { kind, name, value, position } = event;
    const place = recordPlace(kind, name);
    const before = present.get(place);
    const record: StoredRecord = { order: changes + offset, value };
    if (before !== undefined) {
      for (const words of indexWordsOf(kind, before.value)) {
        operations.push({ type: 'del', key: indexPlace(words, before.order) });
      }
    }
    for (const words of indexWordsOf(kind, value)) {
      operations.push({ type: 'put', key: indexPlace(words, record.order), value: name });
    }
    operations.push(
      { type: 'put', key: place, value: JSON.stringify(record) },
      { type: 'put', key: versionPlace(kind, name, Number(value['version'])), value: JSON.stringify(value) },
      { type: 'put', key: eventPlace(position), value: JSON.stringify(event) },
    );
    present.set(place, record);
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
      events.filter(({ value }) => value['version'] !== 1).map(({ kind, name }) => recordPlace(kind, name)),
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
