import { concatBytes, QuanchengError } from '@quancheng/protocol';
import { Inflate } from 'pako';

const CHUNK = 65_536;

/**
 * Inflates a zlib stream (RFC 1950 and 1951): one whole stream without dictionary, its checksum right, nothing behind it.
 * Synchronous, and the same in browsers, which have no such function of their own.
 * @param most bytes that may come out
 * @throws READ_MALFORMED if it is no such stream, or holds more
 */
export function inflate(stream: Uint8Array, most: number): Uint8Array {
  const inflater = new Inflate({ windowBits: 15, chunkSize: CHUNK });
  const chunks: Uint8Array[] = [];
  let length = 0;
  inflater.onData = (chunk) => {
    length += chunk.length;
    if (length > most) throw notCompressed('more than expected');
    chunks.push(chunk);
  };
  const hasEnded = (): boolean => inflater.ended;
  // The last byte by itself: the stream ends with it, neither before nor behind.
  inflater.push(stream.subarray(0, -1), false);
  if (hasEnded()) throw notCompressed(inflater.msg || 'something behind the stream');
  inflater.push(stream.subarray(-1), true);
  if (inflater.err !== 0 || !hasEnded()) throw notCompressed(inflater.msg || 'it does not end');
  return concatBytes(...chunks);
}

/** Only endorsed reads are compressed. */
function notCompressed(detail: string): QuanchengError {
  return new QuanchengError('READ_MALFORMED', `compressed bytes: ${detail}`);
}
