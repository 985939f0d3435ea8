import type { JsonObject, JsonValue } from '@quancheng/protocol';

/** Paths of all members, nested ones included. */
export function pathsOf(value: JsonObject, before: readonly string[] = []): (readonly string[])[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const path = [...before, name];
    const isNested = typeof member === 'object' && member !== null && !Array.isArray(member);
    return [path, ...(isNested ? pathsOf(member as JsonObject, path) : [])];
  });
}

/** The value with another member at a path. */
export function replaced(value: JsonObject, [name, ...rest]: readonly string[], by: JsonValue): JsonObject {
  return { ...value, [name!]: rest.length === 0 ? by : replaced(value[name!] as JsonObject, rest, by) };
}

/** What is done to bytes at `place`, counted round. */
export interface Edit {
  readonly place: number;
  readonly kind: string;
  readonly byte: number;
  readonly length: number;
}

/** The bytes with one bit flipped, one byte inserted, some removed, or some written twice. */
export function edited(bytes: Buffer, { place, kind, byte, length }: Edit): Buffer {
  const at = place % bytes.length;
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([head, Buffer.from([tail[0]! ^ (1 << (byte % 8))]), tail.subarray(1)]);
    case 'insert':
      return Buffer.concat([head, Buffer.from([byte]), tail]);
    case 'remove':
      return Buffer.concat([head, tail.subarray(length)]);
    default:
      return Buffer.concat([head, tail.subarray(0, length), tail]);
  }
}
