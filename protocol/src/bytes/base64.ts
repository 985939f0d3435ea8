import { QuanchengError } from '../errors/quancheng-error.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = '=';

/** Two digits for each value of 12 bits. */
const PAIRS = Array.from(ALPHABET, (high) => Array.from(ALPHABET, (low) => high + low)).flat();
/** The value of each digit's code; 64 for what is no digit. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value < 0 ? 64 : value;
});

/** Standard Base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += 3) {
    // Bytes beyond the end count as zero; the padding below says so.
    const group = ((bytes[offset] ?? 0) << 16) | ((bytes[offset + 1] ?? 0) << 8) | (bytes[offset + 2] ?? 0);
    text += (PAIRS[group >> 12] ?? '') + (PAIRS[group & 0xfff] ?? '');
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return missing === 0 ? text : text.slice(0, -missing) + PADDING.repeat(missing);
}

/**
 * Decodes strict Base64: padded, no white space, zero trailing bits, so that bytes have one spelling.
 * @throws ENCODING_BASE64
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw refused();
  const missing = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - missing);
  let invalid = 0;
  for (let index = 0, offset = 0; index < text.length; index += 4, offset += 3) {
    const isLast = index + 4 === text.length;
    const third = isLast && missing === 2 ? 0 : valueAt(text, index + 2);
    const fourth = isLast && missing > 0 ? 0 : valueAt(text, index + 3);
    const first = valueAt(text, index);
    const second = valueAt(text, index + 1);
    invalid |= (first | second | third | fourth) & 64;
    const group = (first << 18) | (second << 12) | (third << 6) | fourth;
    bytes[offset] = group >> 16;
    // Writing beyond the end of a typed array does nothing; what would be written there must be zero.
    bytes[offset + 1] = group >> 8;
    bytes[offset + 2] = group;
    if (isLast && (group & ((1 << (8 * missing)) - 1)) !== 0) invalid = 64;
  }
  if (invalid !== 0) throw refused();
  return bytes;
}

function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? 64;
}

function refused(): QuanchengError {
  return new QuanchengError('ENCODING_BASE64', 'expected padded Base64 with zero trailing bits');
}
