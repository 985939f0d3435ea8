import { inflateSync } from 'node:zlib';

/** What Node.js answers when it is asked for `info`; absent from its published types. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * What a zlib stream (RFC 1950) holds. The one thing that the contract takes of Node.js beside digests and signatures:
 * like these it depends on its input alone.
 * @param most bytes; a stream that holds more is not inflated to its end
 * @returns undefined if it is no such stream, holds too much, ends early, or something stands behind it
 */
export function inflate(stream: Uint8Array, most: number): Uint8Array | undefined {
  try {
    const options = { info: true, maxOutputLength: most };
    const { buffer, engine } = inflateSync(stream, options) as unknown as Inflated;
    return engine.bytesWritten === stream.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an argument begins as a zlib stream (RFC 1950, window of 32 KiB); no JSON begins so. */
export function isCompressed(argument: Uint8Array): boolean {
  const DEFLATE = 0x78;
  return argument[0] === DEFLATE;
}
