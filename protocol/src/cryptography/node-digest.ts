import { createHash, hash } from 'node:crypto';

/** Longest input that is gathered here instead of being passed to OpenSSL part by part. */
const SHORT = 4096;

const gathered = new Uint8Array(SHORT);
/** The first bytes of `gathered`, by their number. */
const views: (Uint8Array | undefined)[] = [];

/**
 * A digest of the parts' concatenation. The result comes as a latin1 string and is copied: a Buffer from
 * OpenSSL brings memory outside the heap with it, which makes a Merkle node three times slower (0.4 against
 * 1.4 µs, Node 20).
 */
export function nodeDigest(algorithm: string, parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return bytesOf(hash(algorithm, first, 'binary'));
  const length = gather(parts);
  if (length !== undefined)
    return bytesOf(hash(algorithm, (views[length] ??= gathered.subarray(0, length)), 'binary'));
  const state = createHash(algorithm);
  for (const part of parts) state.update(part);
  return bytesOf(state.digest('binary'));
}

function gather(parts: readonly Uint8Array[]): number | undefined {
  let length = 0;
  for (const part of parts) {
    if (length + part.length > SHORT) return undefined;
    gathered.set(part, length);
    length += part.length;
  }
  return length;
}

function bytesOf(latin1: string): Uint8Array {
  const bytes = new Uint8Array(latin1.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = latin1.charCodeAt(index);
  return bytes;
}
