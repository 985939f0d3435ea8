import { concatBytes, encodeUtf8 } from '@quancheng/protocol';

// The few messages of Fabric 3.1's chaincode protocol that fabric-shim doesn't know yet
// (fabric-protos, peer/chaincode_shim.proto). Field numbers and types as there.

/** Values of ChaincodeMessage.Type. */
export const messageTypes = { writeBatch: 24, getMultiple: 25 } as const;

const PUT_STATE = 9;

/** GetStateMultiple: repeated string keys = 1. */
export function encodeGetStateMultiple(keys: readonly string[]): Uint8Array {
  return concatBytes(...keys.map((key) => field(1, encodeUtf8(key))));
}

/** WriteBatchState: repeated WriteRecord rec = 1; a record has key = 1, value = 2, type = 5. */
export function encodeWriteBatch(writes: readonly (readonly [key: string, value: Uint8Array])[]): Uint8Array {
  return concatBytes(
    ...writes.map(([key, value]) =>
      field(
        1,
        concatBytes(field(1, encodeUtf8(key)), field(2, value), Uint8Array.of((5 << 3) | 0, PUT_STATE)),
      ),
    ),
  );
}

/** GetStateMultipleResult: repeated bytes values = 1; empty where the key is absent. */
export function decodeGetStateMultipleResult(bytes: Uint8Array): readonly Uint8Array[] {
  const values: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    if (bytes[offset] !== tag(1)) throw new Error('the peer answered with an unknown field');
    const length = readVarint(bytes, offset + 1);
    const end = length.next + length.value;
    if (end > bytes.length) throw new Error('the peer’s answer is cut short');
    values.push(bytes.subarray(length.next, end));
    offset = end;
  }
  return values;
}

/** A length-delimited field. */
function field(number: number, content: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(tag(number)), varint(content.length), content);
}

const tag = (number: number): number => (number << 3) | 2;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return Uint8Array.of(...bytes, rest);
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = start; index < start + 5; index += 1) {
    const byte = bytes[index] ?? 0;
    value += (byte & 127) * 2 ** (7 * (index - start));
    if (byte < 128) return { value, next: index + 1 };
  }
  throw new Error('the peer answered with a number that is too long');
}
