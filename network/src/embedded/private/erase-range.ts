import type { Database } from '../ledger/database.js';

export interface KeyRange {
  readonly gte: Buffer;
  readonly lt: Buffer;
}

/** More ranges than this are erased as one, with all between them. */
const fewRanges = 8;

/** What `level` is in Node. */
interface CompactingDatabase extends Database {
  compactRange(start: Buffer, end: Buffer): Promise<void>;
}

/**
 * Makes the database rewrite the files that hold deleted entries of a range: a deletion alone only hides them. LevelDB
 * does not rewrite the lowest level that has files, unless something lies above it: hence the deletions of nothing,
 * and the second time.
 */
export async function eraseRange(database: Database, { gte, lt }: KeyRange): Promise<void> {
  const compacting = database as CompactingDatabase;
  await compacting.compactRange(gte, lt);
  await database.batch([gte, lt].map((key) => ({ type: 'del', key })));
  await compacting.compactRange(gte, lt);
}

/** A few ranges as they are; many as the one from the first to the last. */
export function joinRanges(ranges: readonly KeyRange[]): readonly KeyRange[] {
  const sorted = [...ranges].sort((left, right) => Buffer.compare(left.gte, right.gte));
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first !== undefined && last !== undefined && sorted.length > fewRanges
    ? [{ gte: first.gte, lt: last.lt }]
    : sorted;
}
