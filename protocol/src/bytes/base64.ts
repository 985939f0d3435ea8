import { QuanchengError } from '../errors/quancheng-error.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = 61;
const INVALID = 255;

const VALUES = new Uint8Array(128).fill(INVALID);
for (let index = 0; index < 64; index += 1) VALUES[ALPHABET.charCodeAt(index)] = index;

/** Standard Base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  let offset = 0;
  for (; offset + 2 < bytes.length; offset += 3) {
    const group =
      (byteAt(bytes, offset) << 16) | (byteAt(bytes, offset + 1) << 8) | byteAt(bytes, offset + 2);
    text += digit(group >> 18) + digit(group >> 12) + digit(group >> 6) + digit(group);
  }
  const rest = bytes.length - offset;
  if (rest === 0) return text;
  const group = (byteAt(bytes, offset) << 16) | (byteAt(bytes, offset + 1) << 8);
  return text + digit(group >> 18) + digit(group >> 12) + (rest === 2 ? digit(group >> 6) : '=') + '=';
}

/**
 * Decodes strict Base64: padded, no white space, zero trailing bits, so that bytes have one spelling.
 * @throws ENCODING_BASE64
 */
export function decodeBase64(text: string): Uint8Array {
  const length = decodedLength(text);
  const bytes = length === undefined ? undefined : decodeDigits(text, length);
  if (bytes === undefined)
    throw new QuanchengError('ENCODING_BASE64', 'expected padded Base64 in canonical form');
  return bytes;
}

/** Number of bytes that a Base64 text of this length and padding stands for; undefined if it cannot be one. */
export function decodedLength(text: string): number | undefined {
  if (text.length % 4 !== 0) return undefined;
  if (text.length === 0) return 0;
  if (text.charCodeAt(text.length - 1) !== PADDING) return (text.length / 4) * 3;
  return (text.length / 4) * 3 - (text.charCodeAt(text.length - 2) === PADDING ? 2 : 1);
}

function decodeDigits(text: string, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length);
  let group = 0;
  let bits = 0;
  let written = 0;
  const digits = Math.ceil((length * 8) / 6);
  for (let index = 0; index < digits; index += 1) {
    const code = text.charCodeAt(index);
    const value = code < 128 ? (VALUES[code] ?? INVALID) : INVALID;
    if (value === INVALID) return undefined;
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = group >> bits;
      written += 1;
    }
  }
  const trailing = group & ((1 << bits) - 1);
  return trailing === 0 ? bytes : undefined;
}

function digit(value: number): string {
  return ALPHABET.charAt(value & 63);
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
