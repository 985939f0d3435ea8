import type { Tick } from '../read/endorsed-read.js';
import type { TrustRoot } from '../trust-root/trust-root.js';
import {
  broken,
  collectionForm,
  digestOfValue,
  entryForm,
  keyNumber,
  type CollectionEntry,
} from './record-form.js';
import { newestTick, openStateReads, type FreshnessOptions, type StateReads } from './state-reads.js';

/** All that a collection holds. */
export interface ProvenCollection {
  /** Oldest first. */
  readonly entries: readonly CollectionEntry[];
  /** It is whole as of this tick. */
  readonly asOf: Tick;
}

/**
 * Verifies that these are all entries of a collection: as many as its head counts, each naming the digest of the one
 * before, up to the digest that the head names.
 * @param collection for example `uses/bank/c1`
 * @throws HISTORY_BROKEN, READ_INCOMPLETE if an entry wasn't asked for, READ_CONFLICT if the pages have different heads,
 *   READ_STALE; what verifyEndorsedRead throws
 */
export function verifyCollection(
  reads: readonly Uint8Array[],
  root: TrustRoot,
  collection: string,
  freshness: FreshnessOptions = {},
): ProvenCollection {
  return collectionIn(openStateReads(reads, root, freshness), collection);
}

/** The same in reads that were verified. @throws HISTORY_BROKEN, READ_INCOMPLETE, READ_MALFORMED */
export function collectionIn(state: StateReads, collection: string): ProvenCollection {
  const answer = state.answer(`collection/${collection}`, collectionForm);
  const head = answer.written?.value;
  if (head !== undefined && head.name !== collection) throw broken(`the head is of ${head.name}`);
  const entries: CollectionEntry[] = [];
  for (let number = 1; number <= (head?.count ?? 0); number += 1) {
    entries.push(entryAt(state, collection, number, entries.at(-1)));
  }
  const last = entries.at(-1);
  if (head !== undefined && (last === undefined || digestOfValue(last) !== head.last)) {
    throw broken(`the entries of ${collection} do not lead to its head`);
  }
  return { entries, asOf: newestTick(answer) };
}

function entryAt(
  state: StateReads,
  collection: string,
  number: number,
  before: CollectionEntry | undefined,
): CollectionEntry {
  const key = `entry/${collection}/${keyNumber(number)}`;
  const entry = state.answer(key, entryForm).written?.value;
  if (entry === undefined) throw broken(`${key} is not there`);
  const previous = before === undefined ? undefined : digestOfValue(before);
  if (entry.number !== number || entry.collection !== collection || entry.previous !== previous) {
    throw broken(`${key} does not follow the entry before it`);
  }
  return entry;
}
