import { inflateRawSync, inflateSync } from 'node:zlib';
import { isTable, readJournal, readTable } from './level-files.js';
import { uncompressSnappy } from './snappy.js';

/** Also of a stream that is cut off, or goes on as something else, as much as there is. */
const lenient = { finishFlush: 2 };

/** Everything that a file’s bytes may hold in another form, by the form’s name. */
export function decompress(bytes: Buffer, name: string): readonly (readonly [form: string, bytes: Buffer])[] {
  const forms: (readonly [string, Buffer | undefined])[] = [
    ...placesOf(bytes, GZIP).map((place) => ['gzip', attempt(() => gunzip(bytes, place))] as const),
    ...placesOf(bytes, ZLIB).map(
      (place) => ['zlib', attempt(() => inflateSync(bytes.subarray(place), lenient))] as const,
    ),
    ['deflate', attempt(() => inflateRawSync(bytes, lenient))],
    ['snappy', attempt(() => uncompressSnappy(bytes))],
    ['table', isTable(bytes) ? readTable(bytes) : undefined],
    ['journal', name.endsWith('.log') ? attempt(() => readJournal(bytes)) : undefined],
  ];
  return forms.flatMap(([form, found]) =>
    found === undefined || found.length === 0 ? [] : [[form, found] as const],
  );
}

/** RFC 1952: the two bytes that identify it, and the only method. */
const GZIP = Buffer.from([0x1f, 0x8b, 8]);
/** RFC 1950: a window of 32 KiB. */
const ZLIB = Buffer.from([0x78]);

/** Where a stream may begin. */
function placesOf(bytes: Buffer, mark: Buffer): readonly number[] {
  const places: number[] = [];
  for (let place = bytes.indexOf(mark); place !== -1; place = bytes.indexOf(mark, place + 1)) {
    // The first two bytes of a zlib stream are a multiple of 31.
    const isOne = mark === GZIP || (place + 2 <= bytes.length && bytes.readUInt16BE(place) % 31 === 0);
    if (isOne) places.push(place);
  }
  return places;
}

/** What follows a member need not be one, which Node.js’s own function demands. */
function gunzip(bytes: Buffer, place: number): Buffer {
  const flags = bytes.readUInt8(place + 3);
  let start = place + 10;
  if ((flags & 4) !== 0) start += 2 + bytes.readUInt16LE(start);
  for (const text of [8, 16]) if ((flags & text) !== 0) start = bytes.indexOf(0, start) + 1;
  if ((flags & 2) !== 0) start += 2;
  return inflateRawSync(bytes.subarray(start), lenient);
}

function attempt(decode: () => Buffer): Buffer | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
