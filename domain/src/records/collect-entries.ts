import type { Change } from '../state/records.js';
import { appendEntry, type Collection, type NewEntry } from './collection.js';
import type { Reader } from './reader.js';

/** The changes of the collections to which a command adds, one entry after the other. */
export async function collectEntries(entries: readonly NewEntry[], read: Reader): Promise<readonly Change[]> {
  const heads = new Map<string, Collection>();
  const changes: Change[] = [];
  for (const each of entries) {
    const before = heads.get(each.collection) ?? (await read('collection', each.collection));
    const { head, entry } = appendEntry(before, each);
    heads.set(each.collection, head);
    changes.push({ kind: 'entry', value: entry });
  }
  return [...changes, ...[...heads.values()].map((value): Change => ({ kind: 'collection', value }))];
}
