import { decodeUtf8, encodeUtf8, parseCanonical, QuanchengError, type JsonValue } from '@quancheng/protocol';
import { isCompressed } from './inflate';

/** How many arguments each function takes. */
const argumentCounts: ReadonlyMap<string, number> = new Map([
  ['bootstrap', 1],
  ['tick', 1],
  ['execute', 2],
  ['anchor', 5],
  ['attest', 1],
]);

/**
 * Checks the number of arguments, and that their bytes are strict UTF-8: the framework would replace malformed bytes,
 * and the contract would judge another text than the one in the transaction. An unknown function is not judged, and of
 * compressed commands the contract reads the bytes themselves.
 * @throws ARGUMENT_INVALID
 */
export function assertArguments([name, ...supplied]: readonly Uint8Array[]): void {
  const called = functionName(name);
  const count = argumentCounts.get(called);
  if (count === undefined) return;
  if (supplied.length !== count) {
    throw new QuanchengError('ARGUMENT_INVALID', `expected ${count} arguments, got ${supplied.length}`);
  }
  for (const [index, bytes] of supplied.entries()) {
    if (called !== 'execute' || index !== 1 || !isCompressed(bytes)) assertUtf8(bytes);
  }
}

/** A count as decimal text without leading zeros. @throws ARGUMENT_INVALID */
export function parseCount(text: string, name: string): number {
  const count = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw invalid(name, 'is not a count');
  return count;
}

/** A canonical JSON list of so many items. @throws ARGUMENT_INVALID, JSON_…, NUMBER_NOT_INTEGER */
export function parseList(
  text: string,
  name: string,
  minimum: number,
  maximum: number,
): readonly JsonValue[] {
  return itemsOf(parseCanonical(encodeUtf8(text)), name, minimum, maximum);
}

/** The items of a list. @throws ARGUMENT_INVALID */
export function itemsOf(
  value: JsonValue,
  name: string,
  minimum: number,
  maximum: number,
): readonly JsonValue[] {
  if (!Array.isArray(value)) throw invalid(name, 'is not a list');
  const items = value as readonly JsonValue[];
  if (items.length < minimum || items.length > maximum) {
    throw invalid(name, `has ${items.length} items, not ${minimum} to ${maximum}`);
  }
  return items;
}

export function invalid(name: string, problem: string): QuanchengError {
  return new QuanchengError('ARGUMENT_INVALID', `${name} ${problem}`);
}

function assertUtf8(bytes: Uint8Array): void {
  try {
    decodeUtf8(bytes);
  } catch (cause) {
    throw new QuanchengError('ARGUMENT_INVALID', 'an argument is not well-formed UTF-8', { cause });
  }
}

/** Without the contract's name: `quancheng:attest` is `attest`. */
export function functionName(bytes: Uint8Array | undefined): string {
  const name = Buffer.from(bytes ?? []).toString('utf8');
  return name.slice(name.indexOf(':') + 1);
}
