import type { JsonObject } from '@quancheng/protocol';
import { indexedMembers, type RecordPage, type RecordQuery } from '../projections/projection.js';
import { indexPlace, indexWords, orderOf, rangeOf, recordPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './level-projection.js';
import type { StoredRecord } from './projection-changes.js';

/** How many records are looked at between two looks at the limit. */
const STEP = 64;

/** Walks the narrowest index that the query has, and keeps what meets all of it. */
export async function listRecords(database: ProjectionDatabase, query: RecordQuery): Promise<RecordPage> {
  const { kind, filters, after, limit } = query;
  const words = wordsFor(query);
  const { gt, lt } = rangeOf(...words);
  const iterator = database.iterator({ gt: after === undefined ? gt : indexPlace(words, after), lt });
  const records: JsonObject[] = [];
  try {
    for (;;) {
      const step = await iterator.nextv(STEP);
      if (step.length === 0) return { records };
      const places = step.map(([, name]) => recordPlace(kind, name));
      const texts: (string | undefined)[] = await database.getMany(places);
      for (const [index, [place]] of step.entries()) {
        const record = recordAt(texts[index], orderOf(place));
        if (record === undefined || !hasAll(record, filters) || !(await query.accepts(record))) continue;
        records.push(record);
        if (records.length === limit) return { records, next: orderOf(place) };
      }
    }
  } finally {
    await iterator.close();
  }
}

/** The record that an index entry means, unless it has changed since the entry was read. */
function recordAt(text: string | undefined, order: number): JsonObject | undefined {
  if (text === undefined) return undefined;
  const stored = JSON.parse(text) as StoredRecord;
  return stored.order === order ? stored.value : undefined;
}

function wordsFor({ kind, filters }: RecordQuery): readonly string[] {
  const member = (indexedMembers[kind] ?? []).find((name) => filters[name] !== undefined);
  return member === undefined ? indexWords(kind, '', '') : indexWords(kind, member, filters[member] ?? '');
}

function hasAll(record: JsonObject, filters: Readonly<Record<string, string>>): boolean {
  return Object.entries(filters).every(([member, value]) => record[member] === value);
}
