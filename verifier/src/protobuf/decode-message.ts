import { decodeUtf8, equalBytes } from '@quancheng/protocol';
import { encodeMessage } from './encode-message.js';
import type { Field, Fields, Message, MessageType } from './message-type.js';
import { malformed, readLengthDelimited, readVarint, type Cursor } from './wire.js';

/**
 * Decodes a message strictly: only fields of the type, in order of their numbers, none twice unless repeated,
 * shortest varints, no zero or empty field that proto3 leaves out. Then encodes what it understood and requires
 * the same bytes, so that nothing in the input was overlooked.
 *
 * Byte fields are views of the input.
 * @throws READ_MALFORMED naming the message type
 */
export function decodeMessage<F extends Fields>(type: MessageType<F>, bytes: Uint8Array): Message<F> {
  const message = decodeFields(type, bytes);
  if (!equalBytes(encodeMessage(type, message), bytes))
    throw malformed(`${type.name}: not the one encoding of its content`);
  return message;
}

function decodeFields<F extends Fields>(type: MessageType<F>, bytes: Uint8Array): Message<F> {
  const message = newMessage(type);
  const cursor = { bytes, offset: 0 };
  let previous = 0;
  while (cursor.offset < bytes.length) {
    const tag = readVarint(cursor);
    const number = Math.floor(tag / 8);
    const found = type.ordered.find(([, each]) => each.number === number);
    if (found === undefined) throw malformed(`${type.name}: field ${number} is not expected here`);
    const [name, field] = found;
    if (tag % 8 !== (field.kind === 'varint' ? 0 : 2))
      throw malformed(`${type.name}.${name}: wrong wire type`);
    if (number < previous) throw malformed(`${type.name}.${name}: out of order`);
    if (number === previous && !field.repeated) throw malformed(`${type.name}.${name}: twice`);
    previous = number;
    store(message, name, field, readValue(`${type.name}.${name}`, field, cursor));
  }
  return message as Message<F>;
}

function newMessage(type: MessageType<Fields>): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const [name, field] of type.ordered) message[name] = field.repeated ? [] : field.absent;
  return message;
}

function store(message: Record<string, unknown>, name: string, field: Field<unknown>, value: unknown): void {
  if (field.repeated) (message[name] as unknown[]).push(value);
  else message[name] = value;
}

function readValue(path: string, field: Field<unknown>, cursor: Cursor): unknown {
  if (field.kind === 'varint') return readVarint(cursor);
  const value = readLengthDelimited(cursor);
  if (field.message !== undefined) return decodeFields(field.message, value);
  return field.kind === 'text' ? decodeText(path, value) : value;
}

function decodeText(path: string, value: Uint8Array): string {
  try {
    return decodeUtf8(value);
  } catch (cause) {
    throw malformed(`${path}: not UTF-8`, cause);
  }
}
