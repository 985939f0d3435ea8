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
        .map(([place]) => dueAt(place))
        .filter((place) => kind === undefined || place.kind === kind);
      const found = await readDue(database, entries);
      for (const [index, place] of entries.entries()) {
        const item = found[index];
        if (item === undefined) continue;
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

/** What stands at these places, with the records as they are; undefined where nothing stands any more. */
async function readDue(
  database: ProjectionDatabase,
  places: readonly DuePlace[],
): Promise<readonly (DueItem | undefined)[]> {
  const texts: (string | undefined)[] = await database.getMany(
    places.map(({ kind, name }) => recordPlace(kind, name)),
  );
  const found = places.map(({ kind, name, time, what }, index) => {
    const text = texts[index];
    if (text === undefined) return undefined;
    const { version, due = [] } = JSON.parse(text) as StoredRecord;
    const each = due.find((one) => one.time === time && one.what === what);
    return each === undefined ? undefined : { kind, name, version, due: each };
  });
  const versions = found.filter((each) => each !== undefined);
  const values = (await readValues(database, versions)).values();
  return found.map((each) => {
    const record = each === undefined ? undefined : values.next().value;
    if (each === undefined || record === undefined) return undefined;
    return { ...each.due, kind: each.kind, name: each.name, record };
  });
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
