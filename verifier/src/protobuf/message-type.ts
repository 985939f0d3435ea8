/** How one field of a message is written (protobuf encoding, wire types 0 and 2 only: Fabric uses no others here). */
export type FieldKind = 'varint' | 'bytes' | 'text' | 'message';

/** One field of a message type. `Value` is what decoding yields for it; it exists for the type checker only. */
export interface Field<Value> {
  readonly number: number;
  readonly kind: FieldKind;
  readonly repeated: boolean;
  readonly message?: MessageType<Fields>;
  /** What an absent field decodes to; absent for repeated fields, which get a new list each. */
  readonly absent?: Value;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The fields of a message type by name. Only these may occur: a Fabric field that has no business here is left out. */
export interface MessageType<F extends Fields> {
  readonly name: string;
  readonly fields: F;
  /** Field names in order of their numbers, the only order accepted. */
  readonly ordered: readonly (readonly [string, Field<unknown>])[];
}

/** The decoded form of a message type. */
export type Message<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never;
};

export type MessageOf<T> = T extends MessageType<infer F> ? Message<F> : never;

export function messageType<F extends Fields>(name: string, fields: F): MessageType<F> {
  const ordered = Object.entries(fields).sort(([, left], [, right]) => left.number - right.number);
  return { name, fields, ordered };
}

/** A uint64, int64, int32, enum or bool from 0 to 2^53 − 1; larger and negative ones have no place in an endorsed read. */
export function varint(number: number): Field<number> {
  return { number, kind: 'varint', repeated: false, absent: 0 };
}

export function bytes(number: number): Field<Uint8Array> {
  return { number, kind: 'bytes', repeated: false, absent: new Uint8Array() };
}

export function text(number: number): Field<string> {
  return { number, kind: 'text', repeated: false, absent: '' };
}

/** An embedded message; undefined if absent, which differs from an empty one. */
export function embedded<F extends Fields>(
  number: number,
  message: MessageType<F>,
): Field<Message<F> | undefined> {
  return { number, kind: 'message', repeated: false, message, absent: undefined };
}

export function repeatedBytes(number: number): Field<readonly Uint8Array[]> {
  return { number, kind: 'bytes', repeated: true };
}

export function repeatedMessage<F extends Fields>(
  number: number,
  message: MessageType<F>,
): Field<readonly Message<F>[]> {
  return { number, kind: 'message', repeated: true, message };
}
