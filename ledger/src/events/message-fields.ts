/** Calls with each length-delimited field of a protobuf message; numbers and others are passed over. */
export function eachField(bytes: Uint8Array, visit: (field: number, content: Uint8Array) => void): void {
  const reader = { bytes, offset: 0 };
  while (reader.offset < bytes.length) {
    const tag = readVarint(reader);
    const wireType = tag & 7;
    if (wireType === LENGTH_DELIMITED) {
      const length = readVarint(reader);
      const end = reader.offset + length;
      if (end > bytes.length) throw malformed();
      visit(tag >>> 3, bytes.subarray(reader.offset, end));
      reader.offset = end;
    } else if (wireType === VARINT) readVarint(reader);
    else reader.offset += fixedLength(wireType);
  }
}

/** The last length-delimited field of this number, as protobuf has it; empty if there is none. */
export function fieldOf(bytes: Uint8Array, number: number): Uint8Array {
  let found: Uint8Array = EMPTY;
  eachField(bytes, (field, content) => {
    if (field === number) found = content;
  });
  return found;
}

/** The number in field 1 of a message that begins with it; 0 if it begins otherwise. */
export function leadingNumber(bytes: Uint8Array): number {
  const FIELD_1 = 8;
  return bytes[0] === FIELD_1 ? readVarint({ bytes, offset: 1 }) : 0;
}

const EMPTY = new Uint8Array();
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** @throws Error for what is no wire type */
function fixedLength(wireType: number): number {
  if (wireType === 1) return 8;
  if (wireType === 5) return 4;
  throw malformed();
}

/** Numbers beyond 2^53 lose their last digits; none that is used here is. */
function readVarint(reader: { readonly bytes: Uint8Array; offset: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = reader.bytes[reader.offset];
    if (byte === undefined) throw malformed();
    reader.offset += 1;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

function malformed(): Error {
  return new Error('a message in a block is cut short');
}
