import type { Pattern } from './encodings.js';

/** Which of many patterns occur in bytes, in one pass over them. */
export type Search = (bytes: Buffer) => ReadonlySet<Pattern>;

/** A pattern is looked for where its first four bytes are; most places are passed over by the first two. */
export function searchFor(patterns: readonly Pattern[]): Search {
  const pairs = new Uint8Array(65_536);
  const heads = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    pairs[pattern.bytes.readUInt16BE(0)] = 1;
    const head = pattern.bytes.readUInt32BE(0);
    heads.set(head, [...(heads.get(head) ?? []), pattern]);
  }
  return (bytes) => {
    const found = new Set<Pattern>();
    for (let place = 0; place + 4 <= bytes.length; place += 1) {
      if (pairs[(bytes[place]! << 8) | bytes[place + 1]!] === 0) continue;
      for (const pattern of heads.get(bytes.readUInt32BE(place)) ?? []) {
        const end = place + pattern.bytes.length;
        if (bytes.subarray(place, end).equals(pattern.bytes)) found.add(pattern);
      }
    }
    return found;
  };
}
