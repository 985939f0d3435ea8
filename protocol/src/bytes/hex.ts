import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { QuanchengError } from '../errors/quancheng-error.js';

/** Lower-case hexadecimal, two digits a byte. */
export function encodeHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/**
 * Decodes lower-case hexadecimal; upper case is refused, so that a value has one spelling.
 * @param length expected number of bytes, if fixed
 * @throws ENCODING_HEX
 */
export function decodeHex(text: string, length?: number): Uint8Array {
  if (!isHex(text, length)) {
    const expected = length === undefined ? '' : ` of ${length} bytes`;
    throw new QuanchengError('ENCODING_HEX', `expected lower-case hex${expected}`);
  }
  return hexToBytes(text);
}

/** Whether a value is lower-case hexadecimal, of that many bytes if a length is given. */
export function isHex(value: unknown, length?: number): value is string {
  if (typeof value !== 'string') return false;
  if (length === undefined ? value.length % 2 !== 0 : value.length !== 2 * length) return false;
  return /^[0-9a-f]*$/.test(value);
}
