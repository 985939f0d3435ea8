import type { JsonObject, JsonValue } from '@quancheng/protocol';

/** A copy with the member at a JSON Pointer replaced, or removed if no value is given. */
export function alter(object: JsonObject, pointer: string, value?: JsonValue): JsonObject {
  const copy = structuredClone(object) as Record<string, unknown>;
  const segments = pointer.split('/').slice(1);
  const last = segments.pop() ?? '';
  let holder: Record<string, unknown> = copy;
  for (const segment of segments) holder = holder[segment] as Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the name is the test's
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy as JsonObject;
}
