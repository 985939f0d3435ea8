import { type JsonValue, QuanchengError } from '@quancheng/protocol';

/** @throws FILE_KIND_UNKNOWN */
export function parseJsonFile(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new QuanchengError('FILE_KIND_UNKNOWN', `${path} is not JSON`, { cause });
  }
}
