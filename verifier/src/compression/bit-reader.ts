import { notCompressed } from './compression-error.js';

/** Bits of a byte string, the lowest of each byte first (RFC 1951, 3.1.1). */
export class BitReader {
  readonly #bytes: Uint8Array;
  #place: number;
  /** Bits of the byte before `place` that were not read. */
  #kept = 0;
  #count = 0;

  constructor(bytes: Uint8Array, place: number) {
    this.#bytes = bytes;
    this.#place = place;
  }

  /** @param count 0 to 16 @throws READ_MALFORMED behind the end */
  read(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#place];
      if (byte === undefined) throw notCompressed('truncated');
      this.#kept |= byte << this.#count;
      this.#count += 8;
      this.#place += 1;
    }
    const value = this.#kept & ((1 << count) - 1);
    this.#kept >>>= count;
    this.#count -= count;
    return value;
  }

  /** Passes over the rest of a byte. */
  align(): void {
    this.#kept = 0;
    this.#count = 0;
  }

  get isAtEnd(): boolean {
    return this.#place === this.#bytes.length;
  }
}
