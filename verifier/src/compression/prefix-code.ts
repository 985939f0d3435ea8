import type { BitReader } from './bit-reader.js';
import { notCompressed } from './compression-error.js';

const LONGEST = 15;

/** A code in which no word begins another, given by the lengths of its words (RFC 1951, 3.2.2). */
export interface PrefixCode {
  /** How many words have each length. */
  readonly counts: readonly number[];
  /** The symbols in the order of their words. */
  readonly symbols: readonly number[];
}

/** @param lengths of each symbol's word; 0 for a symbol without one @throws READ_MALFORMED if there can be no such code */
export function newPrefixCode(lengths: readonly number[]): PrefixCode {
  const counts = new Array<number>(LONGEST + 1).fill(0);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  let left = 1;
  for (const count of counts.slice(1)) {
    left = 2 * left - count;
    if (left < 0) throw notCompressed('more words than there can be');
  }
  const used = lengths.flatMap((length, symbol) => (length > 0 ? [symbol] : []));
  // A lasting sort: symbols of one length stay in their order.
  return { counts, symbols: used.sort((left, right) => (lengths[left] ?? 0) - (lengths[right] ?? 0)) };
}

/** @throws READ_MALFORMED if no word follows */
export function readSymbol({ counts, symbols }: PrefixCode, bits: BitReader): number {
  let word = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= LONGEST; length += 1) {
    word |= bits.read(1);
    const count = counts[length] ?? 0;
    const symbol = word - first < count ? symbols[index + word - first] : undefined;
    if (symbol !== undefined) return symbol;
    index += count;
    first = (first + count) << 1;
    word <<= 1;
  }
  throw notCompressed('no word of the code');
}
