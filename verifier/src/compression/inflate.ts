import { BitReader } from './bit-reader.js';
import { notCompressed } from './compression-error.js';
import { newPrefixCode, readSymbol, type PrefixCode } from './prefix-code.js';

// DEFLATE (RFC 1951): what the length and distance symbols stand for.
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const MOST_LITERALS = 286;
const MOST_DISTANCES = 30;

const fixed = {
  literals: newPrefixCode([
    ...new Array<number>(144).fill(8),
    ...new Array<number>(112).fill(9),
    ...new Array<number>(24).fill(7),
    ...new Array<number>(8).fill(8),
  ]),
  distances: newPrefixCode(new Array<number>(30).fill(5)),
};

interface Codes {
  readonly literals: PrefixCode;
  readonly distances: PrefixCode;
}

/** What came out so far, within a bound. */
class Output {
  readonly #most: number;
  #bytes: Uint8Array;
  #length = 0;

  constructor(most: number) {
    this.#most = most;
    this.#bytes = new Uint8Array(Math.min(most, 16_384));
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow();
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** Repeats what stands so far behind the end; it may overlap with what it writes. */
  repeat(distance: number, length: number): void {
    if (distance > this.#length) throw notCompressed('from before the beginning');
    for (let count = 0; count < length; count += 1) this.push(this.#bytes[this.#length - distance] ?? 0);
  }

  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    if (this.#length === this.#most) throw notCompressed('more than expected');
    const larger = new Uint8Array(Math.min(this.#most, 2 * this.#length));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/**
 * Inflates a zlib stream (RFC 1950 and 1951): one whole stream without dictionary, its checksum right, nothing behind it.
 * @param most bytes that may come out
 * @throws READ_MALFORMED if it is no such stream, or holds more
 */
export function inflate(stream: Uint8Array, most: number): Uint8Array {
  const [method = 0, flags = 0] = stream;
  const isPlain = (method & 15) === 8 && method >> 4 <= 7 && (flags & 32) === 0;
  if (!isPlain || (method * 256 + flags) % 31 !== 0) throw notCompressed('no zlib header');
  const bits = new BitReader(stream, 2);
  const output = new Output(most);
  while (!readBlock(bits, output));
  bits.align();
  const bytes = output.taken();
  for (const byte of checksumOf(bytes)) if (bits.read(8) !== byte) throw notCompressed('another checksum');
  if (!bits.isAtEnd) throw notCompressed('something behind the stream');
  return bytes;
}

/** @returns whether it was the last one */
function readBlock(bits: BitReader, output: Output): boolean {
  const isLast = bits.read(1) === 1;
  const type = bits.read(2);
  if (type === 0) readStored(bits, output);
  else if (type === 1) readCompressed(bits, output, fixed);
  else if (type === 2) readCompressed(bits, output, readCodes(bits));
  else throw notCompressed('an unknown sort of block');
  return isLast;
}

function readStored(bits: BitReader, output: Output): void {
  bits.align();
  const length = bits.read(16);
  if (bits.read(16) !== (length ^ 0xffff)) throw notCompressed('lengths differ');
  for (let count = 0; count < length; count += 1) output.push(bits.read(8));
}

function readCompressed(bits: BitReader, output: Output, { literals, distances }: Codes): void {
  for (;;) {
    const symbol = readSymbol(literals, bits);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < END_OF_BLOCK) output.push(symbol);
    else {
      const length = valueOf(bits, LENGTH_BASE, LENGTH_BITS, symbol - END_OF_BLOCK - 1);
      output.repeat(valueOf(bits, DISTANCE_BASE, DISTANCE_BITS, readSymbol(distances, bits)), length);
    }
  }
}

function valueOf(
  bits: BitReader,
  bases: readonly number[],
  extra: readonly number[],
  symbol: number,
): number {
  const base = bases[symbol];
  if (base === undefined) throw notCompressed('an unused symbol');
  return base + bits.read(extra[symbol] ?? 0);
}

/** The codes that a block brings with it, their lengths themselves coded. */
function readCodes(bits: BitReader): Codes {
  const literals = bits.read(5) + 257;
  const distances = bits.read(5) + 1;
  const count = bits.read(4) + 4;
  if (literals > MOST_LITERALS || distances > MOST_DISTANCES) throw notCompressed('too many symbols');
  const own = new Array<number>(CODE_LENGTH_ORDER.length).fill(0);
  for (const symbol of CODE_LENGTH_ORDER.slice(0, count)) own[symbol] = bits.read(3);
  const lengths = readLengths(bits, newPrefixCode(own), literals + distances);
  if (lengths[END_OF_BLOCK] === 0) throw notCompressed('a block without an end');
  return {
    literals: newPrefixCode(lengths.slice(0, literals)),
    distances: newPrefixCode(lengths.slice(literals)),
  };
}

function readLengths(bits: BitReader, code: PrefixCode, count: number): number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = readSymbol(code, bits);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths.at(-1), bits.read(2) + 3);
    else if (symbol === 17) repeat(lengths, 0, bits.read(3) + 3);
    else repeat(lengths, 0, bits.read(7) + 11);
  }
  if (lengths.length > count) throw notCompressed('lengths beyond the end');
  return lengths;
}

function repeat(lengths: number[], length: number | undefined, count: number): void {
  if (length === undefined) throw notCompressed('nothing to repeat');
  for (let done = 0; done < count; done += 1) lengths.push(length);
}

/** Adler-32, big-endian (RFC 1950). */
function checksumOf(bytes: Uint8Array): Uint8Array {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return Uint8Array.of(high >> 8, high, low >> 8, low);
}
