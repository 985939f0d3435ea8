/**
 * Decompresses one block of Snappy’s raw format (google/snappy, format_description.txt).
 * @throws RangeError if the bytes are no such block
 */
export function uncompressSnappy(bytes: Buffer): Buffer {
  const [length, start] = readVariableInteger(bytes, 0);
  if (length > 64 * bytes.length) throw new RangeError('longer than such a block can become');
  const output = Buffer.alloc(length);
  let [from, to] = [start, 0];
  while (from < bytes.length) {
    const tag = bytes[from]!;
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const count = 1 + (extra === 0 ? tag >> 2 : bytes.readUIntLE(from + 1, extra));
      from += 1 + extra;
      if (from + count > bytes.length || to + count > length) throw new RangeError('a literal is cut off');
      bytes.copy(output, to, from, from + count);
      from += count;
      to += count;
      continue;
    }
    const count = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const offset =
      kind === 1 ? ((tag >> 5) << 8) | bytes.readUInt8(from + 1) : bytes.readUIntLE(from + 1, 2 * kind - 2);
    from += kind === 1 ? 2 : 2 * kind - 1;
    if (offset === 0 || offset > to || to + count > length) throw new RangeError('a copy of nothing');
    // A copy may overlap what it writes.
    for (let left = count; left > 0; left -= 1, to += 1) output[to] = output[to - offset]!;
  }
  if (to !== length) throw new RangeError('shorter than it says');
  return output;
}

/** LEB128, as LevelDB and Snappy write it. @returns the number and where it ends */
export function readVariableInteger(bytes: Buffer, start: number): readonly [number: number, end: number] {
  let number = 0;
  for (let place = start; place < start + 10; place += 1) {
    const byte = bytes.readUInt8(place);
    number += (byte & 0x7f) * 2 ** (7 * (place - start));
    if (byte < 0x80) return [number, place + 1];
  }
  throw new RangeError('a number without an end');
}
