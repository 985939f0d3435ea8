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
  const digits = text.length - missing;
  const whole = digits & ~3;
  // Of all values together: a digit that is none has set bit 6.
  let seen = 0;
  let offset = 0;
  for (let index = 0; index < whole; index += 4) {
    const first = valueAt(text, index);
    const second = valueAt(text, index + 1);
    const third = valueAt(text, index + 2);
    const fourth = valueAt(text, index + 3);
    seen |= first | second | third | fourth;
    bytes[offset] = (first << 2) | (second >> 4);
    bytes[offset + 1] = (second << 4) | (third >> 2);
    bytes[offset + 2] = (third << 6) | fourth;
    offset += 3;
  }
  if (missing > 0) {
    const first = valueAt(text, whole);
    const second = valueAt(text, whole + 1);
    const third = missing === 1 ? valueAt(text, whole + 2) : 0;
    const unused = missing === 1 ? third & 3 : second & 15;
    seen |= first | second | third | (unused === 0 ? 0 : 64);
    bytes[offset] = (first << 2) | (second >> 4);
    if (missing === 1) bytes[offset + 1] = (second << 4) | (third >> 2);
  }
  if ((seen & 64) !== 0) throw refused();
  return bytes;
}

function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? 64;
}

function refused(): QuanchengError {
  return new QuanchengError('ENCODING_BASE64', 'expected padded Base64 with zero trailing bits');
}
