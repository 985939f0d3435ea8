import type { JsonObject } from '@quancheng/protocol';

/** A body as people write it: ids are plain strings, and whether they have their form is judged before signing. */
export type PlainBody<Value> = Value extends string
  ? Value extends object
    ? string // a branded string
    : Value
  : JsonObject extends Value
    ? Value
    : { readonly [Name in keyof Value]: PlainBody<Value[Name]> };
