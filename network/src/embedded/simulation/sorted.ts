import { compareBytes } from './byte-order.js';

/** A map's entries in the order of their keys' bytes. */
export function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([left], [right]) => compareBytes(left, right));
}
