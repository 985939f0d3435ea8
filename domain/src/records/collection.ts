import { encodeHex, encodeUtf8, formatCanonical, sha256, type JsonValue } from '@quancheng/protocol';

/**
 * The head of a collection, state key `collection/<name>`, for example `uses/<consent>`: how many entries there are, and
 * the digest of the last. Whoever holds all entries recomputes it and so knows that none is missing.
 */
export interface Collection {
  readonly name: string;
  readonly count: number;
  /** Digest of the last entry. */
  readonly last: string;
}

/** One entry, state key `entry/<name>/<number>`; written once. */
export interface Entry {
  readonly collection: string;
  /** 1 for the first, without gaps. */
  readonly number: number;
  /** State key of the record that it is about, and the version that it was then. */
  readonly record: string;
  readonly version: number;
  /** Digest of the entry before; absent in the first. */
  readonly previous?: string;
}

/** What a transition adds to a collection. */
export type NewEntry = Pick<Entry, 'collection' | 'record' | 'version'>;

/** The collection and its new last entry. @param head undefined for an empty collection */
export function appendEntry(
  head: Collection | undefined,
  { collection, record, version }: NewEntry,
): { readonly head: Collection; readonly entry: Entry } {
  const number = (head?.count ?? 0) + 1;
  const previous = head === undefined ? {} : { previous: head.last };
  const entry: Entry = { collection, number, record, version, ...previous };
  return { head: { name: collection, count: number, last: digestOf(entry) }, entry };
}

/** Hex SHA-256 of a state value's canonical JSON. */
export function digestOf(value: object): string {
  return encodeHex(sha256(encodeUtf8(formatCanonical(value as JsonValue))));
}
