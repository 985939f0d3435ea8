import { isWellFormed } from '../bytes/well-formed.js';
import { QuanchengError } from '../errors/quancheng-error.js';

/** Deepest nesting of arrays and objects. */
export const MAXIMUM_DEPTH = 32;

/**
 * Walks a value that JSON.parse made and checks what its text cannot show by comparison: integers and depth.
 * Recursion is bounded by MAXIMUM_DEPTH.
 * @returns whether every object's names are already in canonical (UTF-16) order
 * @throws NUMBER_NOT_INTEGER, JSON_TOO_DEEP
 */
export function inspectParsed(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') {
    assertInteger(value);
    return true;
  }
  if (typeof value !== 'object' || value === null) return true;
  assertDepth(depth + 1);
  if (Array.isArray(value)) return inspectItems(value, depth + 1);
  let ordered = true;
  let previous: string | undefined;
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(members)) {
    if (previous !== undefined && name <= previous) ordered = false;
    previous = name;
    if (!inspectParsed(members[name], depth + 1)) ordered = false;
  }
  return ordered;
}

function inspectItems(items: readonly unknown[], depth: number): boolean {
  let ordered = true;
  for (const item of items) {
    if (!inspectParsed(item, depth)) ordered = false;
  }
  return ordered;
}

/**
 * Checks that a value made by a program is representable: plain objects and arrays only, no undefined, no
 * lone surrogates. Serialisers drop or convert such values silently, and the signed bytes would say less
 * than the caller meant.
 * @returns whether every object's names are already in canonical order
 * @throws JSON_VALUE_UNSUPPORTED, NUMBER_NOT_INTEGER, JSON_TOO_DEEP
 */
export function inspectValue(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') {
    assertInteger(value);
    return true;
  }
  if (typeof value === 'string') {
    assertWellFormed(value);
    return true;
  }
  if (typeof value !== 'object') throw unsupported(typeof value);
  assertDepth(depth + 1);
  return Array.isArray(value) ? inspectArray(value, depth + 1) : inspectObject(value, depth + 1);
}

function inspectArray(items: readonly unknown[], depth: number): boolean {
  let ordered = true;
  // for…of also visits holes, as undefined, which is refused.
  for (const item of items) {
    if (!inspectValue(item, depth)) ordered = false;
  }
  return ordered;
}

function inspectObject(value: object, depth: number): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unsupported('an instance of a class');
  let ordered = true;
  let previous: string | undefined;
  for (const [name, member] of Object.entries(value)) {
    assertWellFormed(name);
    if (previous !== undefined && name <= previous) ordered = false;
    previous = name;
    if (!inspectValue(member, depth)) ordered = false;
  }
  return ordered;
}

function assertInteger(value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new QuanchengError('NUMBER_NOT_INTEGER', `${value} is not an integer within ±(2^53 − 1)`);
  }
}

function assertDepth(depth: number): void {
  if (depth > MAXIMUM_DEPTH)
    throw new QuanchengError('JSON_TOO_DEEP', `nested more than ${MAXIMUM_DEPTH} deep`);
}

function assertWellFormed(text: string): void {
  if (!isWellFormed(text)) throw unsupported('a string with a lone surrogate');
}

function unsupported(what: string): QuanchengError {
  return new QuanchengError('JSON_VALUE_UNSUPPORTED', `${what} has no canonical JSON form`);
}
