import { concatBytes, encodeUtf8 } from '@quancheng/protocol';
import type { Field, Fields, Message, MessageType } from './message-type.js';
import { varintBytes } from './wire.js';

/** The one encoding that decodeMessage accepts: fields in order, shortest varints, defaults left out. */
export function encodeMessage<F extends Fields>(type: MessageType<F>, message: Message<F>): Uint8Array {
  return encodeFields(type, message);
}

function encodeFields(type: MessageType<Fields>, message: Readonly<Record<string, unknown>>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, field] of type.ordered) {
    const value = message[name];
    if (field.repeated)
      for (const item of value as readonly unknown[]) parts.push(...encodeField(field, item));
    else if (!isDefault(field, value)) parts.push(...encodeField(field, value));
  }
  return concatBytes(...parts);
}

/** Proto3 writes no zero, no empty string and no absent message; an empty message that is there is written. */
function isDefault(field: Field<unknown>, value: unknown): boolean {
  if (field.kind === 'message') return value === undefined;
  return field.kind === 'varint' ? value === 0 : (value as string | Uint8Array).length === 0;
}

function encodeField(field: Field<unknown>, value: unknown): readonly Uint8Array[] {
  if (field.kind === 'varint') return [varintBytes(field.number * 8), varintBytes(value as number)];
  const content = contentOf(field, value);
  return [varintBytes(field.number * 8 + 2), varintBytes(content.length), content];
}

function contentOf(field: Field<unknown>, value: unknown): Uint8Array {
  if (field.message !== undefined)
    return encodeFields(field.message, value as Readonly<Record<string, unknown>>);
  return field.kind === 'text' ? encodeUtf8(value as string) : (value as Uint8Array);
}
