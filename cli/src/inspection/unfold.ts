import { decodeBase64, decodeUtf8, isJsonObject, type JsonObject, type JsonValue } from '@quancheng/protocol';

/** Members that are secrets, or open what others may not see. */
const SECRETS = new Set(['seed', 'box', 'originalKey']);
/** Members that are long and say nothing to a person. */
const BULKY = new Set(['reads', 'original']);

/** The same JSON with payloads decoded where they are JSON, secrets masked, and bulk told by its size. */
export function unfold(value: JsonValue, name = ''): JsonValue {
  if (SECRETS.has(name)) return '(not shown 不显示)';
  if (BULKY.has(name) && (typeof value === 'string' || isList(value))) return sizeOf(value);
  if (isList(value)) return value.map((each) => unfold(each));
  if (isJsonObject(value)) return unfoldObject(value);
  return name === 'payload' && typeof value === 'string' ? decodePayload(value) : value;
}

function unfoldObject(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfold(member, name)]));
}

function decodePayload(base64: string): JsonValue {
  try {
    return unfold(JSON.parse(decodeUtf8(decodeBase64(base64))) as JsonValue);
  } catch {
    return base64;
  }
}

function sizeOf(value: string | readonly JsonValue[]): JsonValue {
  if (typeof value === 'string') return `(${value.length} characters 字符)`;
  return value.map((each) => (typeof each === 'string' ? `(${each.length} characters 字符)` : unfold(each)));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
