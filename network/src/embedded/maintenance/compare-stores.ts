import type { LedgerStore } from '../ledger/ledger-store.js';
import { describeStoredKey } from './describe-stored-key.js';
import type { LedgerFinding } from './finding.js';

type Entry = readonly [key: Buffer, value: Buffer];

/** Holds a node's stored state to one that was made from the blocks, entry by entry. */
export async function* compareStores(
  derived: LedgerStore,
  stored: LedgerStore,
): AsyncGenerator<LedgerFinding, void, undefined> {
  const expected = derived.entries();
  const found = stored.entries();
  let left = await next(expected);
  let right = await next(found);
  while (left !== undefined || right !== undefined) {
    const order = compareKeys(left, right);
    if (order < 0 && left !== undefined) {
      yield describeStoredKey(left[0], left[1], 'is missing');
    } else if (order > 0 && right !== undefined) {
      yield describeStoredKey(right[0], right[1], 'follows from no block');
    } else if (left !== undefined && right?.[1].equals(left[1]) === false) {
      yield describeStoredKey(left[0], left[1], 'is not what the blocks say');
    }
    const isBoth = order === 0;
    left = order < 0 || isBoth ? await next(expected) : left;
    right = order > 0 || isBoth ? await next(found) : right;
  }
}

async function next(entries: AsyncIterator<Entry, unknown>): Promise<Entry | undefined> {
  const result = await entries.next();
  return result.done === true ? undefined : result.value;
}

function compareKeys(left: Entry | undefined, right: Entry | undefined): number {
  if (left === undefined || right === undefined) {
    return left === undefined ? 1 : -1;
  }
  return Buffer.compare(left[0], right[0]);
}
