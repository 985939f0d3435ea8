import { encodeUtf8 } from '../bytes/utf8.js';
import { QuanchengError } from '../errors/quancheng-error.js';

/** A time-stamped cosignature is the time as big-endian uint64, then the Ed25519 signature. */
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Splits a C2SP cosignature/v1; undefined if it has another length or a time beyond 2^53 − 1 seconds. */
export function splitCosignature(
  bytes: Uint8Array,
): { readonly time: number; readonly signature: Uint8Array } | undefined {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const time = bytes.subarray(0, TIME_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(time) ? { time, signature: bytes.subarray(TIME_BYTES) } : undefined;
}

/** The message of a cosignature: header, POSIX time in seconds, and the checkpoint's text. */
export function cosignatureMessage(time: number, noteText: string): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${time}\n${noteText}`);
}

/** Time as big-endian uint64. @throws VALUE_OUT_OF_RANGE */
export function encodeTime(time: number): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) {
    throw new QuanchengError('VALUE_OUT_OF_RANGE', 'the time is not a count of seconds');
  }
  const bytes = new Uint8Array(TIME_BYTES);
  let rest = time;
  for (let index = TIME_BYTES - 1; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
