import { encodeUtf8 } from '@quancheng/protocol';
import type { Field, Fields, Message, MessageType } from './message-type.js';
import { writeVarint } from './wire.js';

/** The one encoding that decodeMessage accepts: fields in order, shortest varints, defaults left out. */
export function encodeMessage<F extends Fields>(type: MessageType<F>, message: Message<F>): Uint8Array {
  const output: number[] = [];
  writeFields(output, type, message);
  return Uint8Array.from(output);
}

function writeFields(
  output: number[],
  type: MessageType<Fields>,
  message: Readonly<Record<string, unknown>>,
): void {
  for (const [name, field] of type.ordered) {
    const value = message[name];
    if (field.repeated) for (const item of value as readonly unknown[]) writeField(output, field, item);
    else if (!isDefault(field, value)) writeField(output, field, value);
  }
}

/** Proto3 writes no zero, no empty string and no absent message; an empty message that is there is written. */
function isDefault(field: Field<unknown>, value: unknown): boolean {
  if (field.kind === 'message') return value === undefined;
  return field.kind === 'varint' ? value === 0 : (value as string | Uint8Array).length === 0;
}

function writeField(output: number[], field: Field<unknown>, value: unknown): void {
  writeVarint(output, field.number * 8 + (field.kind === 'varint' ? 0 : 2));
  if (field.kind === 'varint') return writeVarint(output, value as number);
  const content = contentOf(field, value);
  writeVarint(output, content.length);
  for (const byte of content) output.push(byte);
}

function contentOf(field: Field<unknown>, value: unknown): ArrayLike<number> & Iterable<number> {
  if (field.message !== undefined) {
    const nested: number[] = [];
    writeFields(nested, field.message, value as Readonly<Record<string, unknown>>);
    return nested;
  }
  return field.kind === 'text' ? encodeUtf8(value as string) : (value as Uint8Array);
}
