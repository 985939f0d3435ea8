import type { JsonObject } from '@quancheng/protocol';
import { indexedMembers, type RecordPage, type RecordQuery } from '../projections/projection.js';
import { indexPlace, indexWords, orderOf, rangeOf, recordPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';
import type { StoredRecord } from './stored-record.js';
import { readValues } from './read-values.js';

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
      const stored: (string | undefined)[] = await database.getMany(places);
      const found = step.flatMap(([place, name], index) => {
        const version = versionAt(stored[index], filters);
        return version === undefined ? [] : [{ kind, name, version, order: orderOf(place) }];
      });
      for (const [index, record] of (await readValues(database, found)).entries()) {
        if (!(await query.accepts(record))) continue;
        records.push(record);
        const order = found[index]?.order;
        if (records.length === limit && order !== undefined) return { records, next: order };
      }
    }
  } finally {
    await iterator.close();
  }
}

/** The version that an index entry means; undefined if it fails a filter, as it may have changed since. */
function versionAt(text: string | undefined, filters: RecordQuery['filters']): number | undefined {
  if (text === undefined) return undefined;
  const { indexed, version } = JSON.parse(text) as StoredRecord;
  return Object.entries(filters).every(([member, value]) => indexed[member] === value) ? version : undefined;
}

function wordsFor({ kind, filters }: RecordQuery): readonly string[] {
  const member = (indexedMembers[kind] ?? []).find((name) => filters[name] !== undefined);
  return member === undefined ? indexWords(kind, '', '') : indexWords(kind, member, filters[member] ?? '');
}
