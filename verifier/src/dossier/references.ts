import {
  encodeHex,
  hmacSha256,
  hmacSm3,
  isJsonObject,
  sha256,
  sm3,
  type JsonValue,
} from '@quancheng/protocol';

/** Where evidence names some document's digests, by both of them. */
export interface References {
  /**
   * Takes note of every pair of digests in a value that was proven.
   * @param file that proves it; of each file only the first place counts, for later versions repeat earlier ones
   * @param what the value is, for people
   */
  readonly note: (file: string, what: string, value: unknown) => void;
  /** Where a document is named: by its digests, or by its HMACs under one of the keys. */
  readonly find: (document: Uint8Array, keys: readonly Uint8Array[]) => readonly string[];
}

export function newReferences(): References {
  const places = new Map<string, Map<string, string>>();
  const add = (file: string, pair: string, place: string): void => {
    const known = places.get(pair) ?? new Map<string, string>();
    if (!known.has(file)) known.set(file, place);
    places.set(pair, known);
  };
  const walk = (file: string, place: string, value: JsonValue): void => {
    if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) walk(file, place, item);
    else if (isJsonObject(value)) {
      const { sha256: first, sm3: second } = value;
      if (typeof first === 'string' && typeof second === 'string') add(file, `${first} ${second}`, place);
      for (const [name, member] of Object.entries(value)) walk(file, `${place} ${name}`, member);
    }
  };
  return {
    // Statements and state values were JSON when they were proven.
    note: (file, what, value) => walk(file, `${file}: ${what},`, value as JsonValue),
    find: (document, keys) =>
      pairsOf(document, keys).flatMap((pair) => [...(places.get(pair)?.values() ?? [])]),
  };
}

function pairsOf(document: Uint8Array, keys: readonly Uint8Array[]): readonly string[] {
  const hidden = keys.map((key) => formatPair(hmacSha256(key, document), hmacSm3(key, document)));
  return [formatPair(sha256(document), sm3(document)), ...hidden];
}

function formatPair(first: Uint8Array, second: Uint8Array): string {
  return `${encodeHex(first)} ${encodeHex(second)}`;
}
