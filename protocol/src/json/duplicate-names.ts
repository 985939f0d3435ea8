import { isJsonObject, type JsonValue } from './json-value.js';

/**
 * Whether one of a text's objects has a name twice, of which JSON.parse keeps only the last. For JSON as people write
 * it; canonical JSON is compared with its text as a whole.
 * @param value what JSON.parse made of the text
 */
export function hasDuplicateNames(text: string, value: JsonValue): boolean {
  return writtenNames(text) !== countNames(value);
}

/** In JSON a string before a colon is a name, and nothing else is. JSON.parse keeps only the last of equal names. */
function writtenNames(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}

function countNames(value: JsonValue): number {
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).reduce<number>((sum, item) => sum + countNames(item), 0);
  if (!isJsonObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, member) => sum + 1 + countNames(member), 0);
}
