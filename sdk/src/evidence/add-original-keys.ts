import {
  canonicalize,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseCanonical,
  QuanchengError,
} from '@quancheng/protocol';

/**
 * Puts the HMAC key of its original into an evidence package, so that whoever gets both can compare them.
 * @param originalKey Base64 of 32 bytes
 * @returns the package's canonical bytes
 * @throws PACKAGE_MALFORMED
 */
export function addOriginalKey(packageBytes: Uint8Array, originalKey: string): Uint8Array {
  return canonicalize({ ...parseObject(packageBytes), originalKey });
}

/**
 * The same for a bundle of a batch's members.
 * @param originalKeys Base64, by the member's index in the batch
 */
export function addOriginalKeys(bundleBytes: Uint8Array, originalKeys: readonly string[]): Uint8Array {
  const bundle = parseObject(bundleBytes);
  const { records } = bundle;
  if (!Array.isArray(records)) throw malformed('a bundle without records');
  const keyed = (records as readonly JsonValue[]).map((record) => addKey(record, originalKeys));
  return canonicalize({ ...bundle, records: keyed });
}

function addKey(record: JsonValue, originalKeys: readonly string[]): JsonObject {
  const member = isJsonObject(record) ? record['member'] : undefined;
  const originalKey = typeof member === 'number' ? originalKeys[member] : undefined;
  if (!isJsonObject(record) || originalKey === undefined)
    throw malformed('a record that is not of this batch');
  return { ...record, originalKey };
}

function parseObject(bytes: Uint8Array): JsonObject {
  const value = parseCanonical(bytes);
  if (!isJsonObject(value)) throw malformed('not an object');
  return value;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('PACKAGE_MALFORMED', detail);
}
