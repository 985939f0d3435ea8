import {
  type Envelope,
  envelopeFromJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  QuanchengError,
} from '@quancheng/protocol';

/** The members of a JSON answer, each checked where it is used. @throws GATEWAY_RESPONSE_INVALID */
export function readObject(value: JsonValue | undefined, where: string): JsonObject {
  if (!isJsonObject(value)) throw invalid(`${where} is no object`);
  return value;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readString(answer: JsonObject, name: string): string {
  const value = answer[name];
  if (typeof value !== 'string') throw invalid(`${name} is no string`);
  return value;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readStrings(answer: JsonObject, name: string): readonly string[] {
  const value = answer[name];
  if (!Array.isArray(value)) throw invalid(`${name} is no list`);
  return (value as readonly JsonValue[]).map((each) => {
    if (typeof each !== 'string') throw invalid(`${name} is no list of strings`);
    return each;
  });
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readCount(answer: JsonObject, name: string): number {
  const value = answer[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw invalid(`${name} is no count`);
  return value;
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function readEnvelope(answer: JsonObject, name: string): Envelope {
  try {
    return envelopeFromJson(answer[name] ?? null);
  } catch (cause) {
    throw invalid(`${name} is no envelope`, cause);
  }
}

/** The JSON of a whole answer. @throws GATEWAY_RESPONSE_INVALID */
export async function readJson(response: Response): Promise<JsonObject> {
  return readObject(parseJson(await readText(response)), 'the answer');
}

/** @throws GATEWAY_UNREACHABLE if the connection breaks */
export async function readText(response: Response): Promise<string> {
  return new TextDecoder().decode(await readBytes(response));
}

/** @throws GATEWAY_UNREACHABLE if the connection breaks */
export async function readBytes(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new QuanchengError('GATEWAY_UNREACHABLE', 'the answer broke off', { cause });
  }
}

/** @throws GATEWAY_RESPONSE_INVALID */
export function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw invalid('the answer is not JSON', cause);
  }
}

export function invalid(detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('GATEWAY_RESPONSE_INVALID', detail, { cause });
}
