import canonicalizeJson from 'canonicalize';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { isJsonObject, type JsonValue } from './json-value.js';
import { inspectParsed, inspectValue } from './profile.js';

/** Names that an object gives first, in the order of their numbers. */
const LIKE_AN_INDEX = /^\d/;

/**
 * The canonical text (RFC 8785, integers only) of a value.
 * @throws JSON_VALUE_UNSUPPORTED, NUMBER_NOT_INTEGER, JSON_TOO_DEEP
 */
export function formatCanonical(value: JsonValue): string {
  return serialise(value, inspectValue(value));
}

/** The canonical bytes of a value: UTF-8 of formatCanonical, with its errors. */
export function canonicalize(value: JsonValue): Uint8Array {
  return encodeUtf8(formatCanonical(value));
}

/** The canonical bytes of what parseCanonical made, or of a part of it. @throws nothing: it was inspected then */
export function recanonicalize(value: JsonValue): Uint8Array {
  return encodeUtf8(serialise(value, inspectParsed(value)));
}

/**
 * Parses bytes that must already be canonical: what is accepted is exactly what `canonicalize` makes of it.
 * Duplicate names, floats, -0, white space, needless escapes and another member order are all refused.
 * @throws JSON_MALFORMED, JSON_NOT_CANONICAL, NUMBER_NOT_INTEGER, JSON_TOO_DEEP
 */
export function parseCanonical(bytes: Uint8Array): JsonValue {
  const text = decodeText(bytes);
  const value = parseText(text);
  const ordered = inspectParsed(value);
  // An escaped lone surrogate survives JSON.parse and JSON.stringify unchanged, so look only where one may be.
  if (text.includes('\\ud')) assertWellFormedText(value);
  const canonical = serialise(value, ordered);
  if (canonical !== text) throw notCanonical(text, canonical);
  return value;
}

/** With names in order JSON.stringify already writes RFC 8785 (it is defined by it), many times faster. */
function serialise(value: JsonValue, ordered: boolean): string {
  if (ordered) return JSON.stringify(value);
  const sorted = inOrder(value);
  return sorted === undefined ? (canonicalizeJson(value) ?? '') : JSON.stringify(sorted);
}

/** A copy with names in order. Undefined where an engine would put one before the others: names that are numbers. */
function inOrder(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return allInOrder(value);
  const members: Record<string, JsonValue> = {};
  for (const name of Object.keys(value).sort()) {
    const member = inOrder(value[name] ?? null);
    if (member === undefined || name === '__proto__' || LIKE_AN_INDEX.test(name)) return undefined;
    members[name] = member;
  }
  return members;
}

function allInOrder(items: readonly JsonValue[]): JsonValue | undefined {
  const copies: JsonValue[] = [];
  for (const item of items) {
    const copy = inOrder(item);
    if (copy === undefined) return undefined;
    copies.push(copy);
  }
  return copies;
}

function assertWellFormedText(value: JsonValue): void {
  try {
    inspectValue(value);
  } catch (cause) {
    throw new QuanchengError('JSON_MALFORMED', 'a string has a lone surrogate', { cause });
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (cause) {
    throw new QuanchengError('JSON_MALFORMED', 'not well-formed UTF-8 without byte order mark', { cause });
  }
}

function parseText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    // An engine that parses recursively gives up on its stack before our own depth check sees the value.
    if (cause instanceof RangeError) throw new QuanchengError('JSON_TOO_DEEP', 'nested too deep', { cause });
    throw new QuanchengError('JSON_MALFORMED', 'not JSON', { cause });
  }
}

function notCanonical(text: string, canonical: string): QuanchengError {
  let index = 0;
  while (index < text.length && text[index] === canonical[index]) index += 1;
  // A pair of surrogates must not be cut in two: both halves stand for one UTF-8 sequence.
  const code = text.charCodeAt(index - 1);
  if (code >= 0xd800 && code <= 0xdbff) index -= 1;
  const offset = encodeUtf8(text.slice(0, index)).length;
  return new QuanchengError('JSON_NOT_CANONICAL', `differs from its canonical form at byte ${offset}`);
}
