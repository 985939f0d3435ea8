import type { Due } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { DueItem, DuePage, DueQuery } from '../projections/projection.js';
import type { StoredRecord } from './stored-record.js';
import { dueAt, duePlace, dueWords, rangeOf, recordPlace, type DuePlace } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';
import { readValues } from './read-values.js';

/** How many entries are looked at between two looks at the limit. */
const STEP = 64;

/** Walks the calendar of a participant, or of everybody, and keeps what meets all of the query. */
export async function listDue(database: ProjectionDatabase, query: DueQuery): Promise<DuePage> {
  const { kind, limit, accepts } = query;
  const iterator = database.iterator(rangeFor(query));
  const items: DueItem[] = [];
  try {
    for (;;) {
      const step = await iterator.nextv(STEP);
      if (step.length === 0) return { items };
      const entries = step
        .map(([place, text]) => ({ place: dueAt(place), due: JSON.parse(text) as Due }))
        .filter((each) => kind === undefined || each.place.kind === kind);
      const records = await readRecords(
        database,
        entries.map(({ place }) => place),
      );
      for (const [index, { place, due }] of entries.entries()) {
        const record = records[index];
        if (record === undefined) continue;
        const item = { ...due, kind: place.kind, name: place.name, record };
        if (!(await accepts(item))) continue;
        items.push(item);
        if (items.length === limit) return { items, next: formatAfter(place) };
      }
    }
  } finally {
    await iterator.close();
  }
}

function rangeFor({ participant = '', from, to, after }: DueQuery): {
  readonly gt: string;
  readonly lt: string;
} {
  const words = dueWords(participant);
  const all = rangeOf(...words);
  const begin = parseAfter(after);
  return {
    gt:
      begin === undefined
        ? from === undefined
          ? all.gt
          : rangeOf(...words, from).gt
        : duePlace(words, begin),
    lt: to === undefined ? all.lt : rangeOf(...words, to).lt,
  };
}

/** The records as they are, in order. */
async function readRecords(
  database: ProjectionDatabase,
  places: readonly DuePlace[],
): Promise<readonly (JsonObject | undefined)[]> {
  const texts: (string | undefined)[] = await database.getMany(
    places.map(({ kind, name }) => recordPlace(kind, name)),
  );
  const versions = places.flatMap(({ kind, name }, index) => {
    const text = texts[index];
    return text === undefined ? [] : [{ kind, name, version: (JSON.parse(text) as StoredRecord).version }];
  });
  const values = (await readValues(database, versions)).values();
  return texts.map((text) => (text === undefined ? undefined : values.next().value));
}

function formatAfter({ time, kind, name, what }: DuePlace): string {
  return Buffer.from(JSON.stringify([time, kind, name, what])).toString('base64url');
}

/** undefined for none, and for what this never wrote: that begins at the beginning. */
function parseAfter(after: string | undefined): DuePlace | undefined {
  if (after === undefined) return undefined;
  try {
    const [time, kind, name, what] = JSON.parse(Buffer.from(after, 'base64url').toString()) as string[];
    if (time === undefined || kind === undefined || name === undefined || what === undefined)
      return undefined;
    return { time, kind: kind as DuePlace['kind'], name, what };
  } catch {
    return undefined;
  }
}
