import { QuanchengError } from '../errors/quancheng-error.js';
import { isWellFormed } from './well-formed.js';

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark in the output instead of dropping it silently; it is refused below.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * UTF-8 of a well-formed string. A lone surrogate is refused: TextEncoder would replace it, and two
 * different strings would get the same bytes.
 * @throws ENCODING_UTF8
 */
export function encodeUtf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw new QuanchengError('ENCODING_UTF8', 'the string has a lone surrogate');
  return encoder.encode(text);
}

/**
 * Decodes UTF-8 strictly: no replacement characters, no byte order mark.
 * @throws ENCODING_UTF8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (cause) {
    throw new QuanchengError('ENCODING_UTF8', 'the bytes are not well-formed UTF-8', { cause });
  }
  if (text.charCodeAt(0) === 0xfeff) throw new QuanchengError('ENCODING_UTF8', 'byte order mark refused');
  return text;
}
