import { QuanchengError } from '@quancheng/protocol';

/** One DER element: its tag byte, its content and all of its bytes, as views. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;

/**
 * Splits bytes into DER elements with one-byte tags and definite, shortest lengths (X.690, 10.1).
 * @throws CERTIFICATE_INVALID
 */
export function readDer(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const element = readElement(bytes, offset);
    elements.push(element);
    offset += element.bytes.length;
  }
  return elements;
}

/** The elements inside the one SEQUENCE that the bytes are. @throws CERTIFICATE_INVALID */
export function readDerSequence(bytes: Uint8Array): readonly DerElement[] {
  const elements = readDer(bytes);
  const [sequence] = elements;
  if (elements.length !== 1 || sequence?.tag !== SEQUENCE) throw invalidDer('expected one SEQUENCE');
  return readDer(sequence.content);
}

function readElement(bytes: Uint8Array, start: number): DerElement {
  const tag = bytes[start] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw invalidDer('long tag');
  const first = bytes[start + 1];
  if (first === undefined) throw invalidDer('truncated');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const contentStart = start + 2 + lengthBytes;
  const length = first < 0x80 ? first : longLength(bytes.subarray(start + 2, contentStart), lengthBytes);
  const end = contentStart + length;
  if (end > bytes.length) throw invalidDer('truncated');
  return { tag, content: bytes.subarray(contentStart, end), bytes: bytes.subarray(start, end) };
}

function longLength(digits: Uint8Array, count: number): number {
  if (count === 0 || count > 3 || digits.length !== count) throw invalidDer('length');
  let length = 0;
  for (const digit of digits) length = length * 256 + digit;
  if (length < 0x80 || digits[0] === 0) throw invalidDer('length longer than needed');
  return length;
}

export function invalidDer(detail: string): QuanchengError {
  return new QuanchengError('CERTIFICATE_INVALID', `DER: ${detail}`);
}
