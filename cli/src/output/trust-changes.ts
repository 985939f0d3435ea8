import { isJsonObject, parseCanonical, type JsonValue } from '@quancheng/protocol';
import { fingerprint, formatFingerprint } from '@quancheng/verifier';
import { print } from './print.js';
import { visibleText } from './visible-text.js';

/** Shows, member by member, what a trust root says otherwise than its predecessor. @param before payloads */
export function printTrustChanges(before: Uint8Array, after: Uint8Array): void {
  print(`Fingerprint 指纹: ${formatFingerprint(fingerprint(after))}`);
  for (const line of changes('', parseCanonical(before), parseCanonical(after))) print(`  ${line}`);
}

function changes(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined) {
    return [
      ...(before === undefined ? [] : [`- ${path}: ${shown(before)}`]),
      ...(after === undefined ? [] : [`+ ${path}: ${shown(after)}`]),
    ];
  }
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.flatMap((name) =>
    changes(path === '' ? name : `${path}.${name}`, left.get(name), right.get(name)),
  );
}

/** An object's members; a list's by what names them, so that one more does not shift the others. */
function membersOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  return new Map(
    (value as readonly JsonValue[]).map((each, index) => [nameOf(each) ?? String(index), each] as const),
  );
}

function nameOf(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return typeof value === 'string' ? value : undefined;
  const name = value['origin'] ?? value['mspId'] ?? value['verifierKey'] ?? value['serial'];
  return typeof name === 'string' ? name : undefined;
}

function shown(value: JsonValue): string {
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value));
}
