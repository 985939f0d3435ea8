import { deflateSync } from 'node:zlib';
import { canonicalize, type JsonValue } from '@quancheng/protocol';

/**
 * The argument of the contract's function `execute`. Compressed, if that makes it shorter: every byte of a transaction is
 * copied, hashed and kept some twenty times between client, endorsers, orderers and peers. 500 commands take 10 ms here.
 */
export function formatCommandList(envelopes: readonly JsonValue[]): Uint8Array {
  const text = canonicalize(envelopes);
  const compressed = deflateSync(text);
  return compressed.length < text.length ? compressed : text;
}
