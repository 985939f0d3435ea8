import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { mismatchAt, type Form, type Mismatch } from './form.js';

/** A member that may be left out (it is never null). */
export interface OptionalForm<Value> {
  readonly optional: Form<Value>;
}

type Members = Readonly<Record<string, Form<unknown> | OptionalForm<unknown>>>;
type OptionalNames<M> = { [Name in keyof M]: M[Name] extends OptionalForm<unknown> ? Name : never }[keyof M];
type MemberValue<M> =
  M extends OptionalForm<infer Value> ? Value : M extends Form<infer Value> ? Value : never;

/** The objects that `objectOf` accepts. */
export type ObjectValue<M extends Members> = {
  readonly [Name in Exclude<keyof M, OptionalNames<M>>]: MemberValue<M[Name]>;
} & { readonly [Name in OptionalNames<M>]?: MemberValue<M[Name]> };

export function optional<Value>(form: Form<Value>): OptionalForm<Value> {
  return { optional: form };
}

/** An object with these members; an unlisted one is refused. */
export function objectOf<M extends Members>(members: M): Form<ObjectValue<M>> {
  const forms = new Map(Object.entries(members).map(([name, member]) => [name, formOf(member)]));
  const required = Object.keys(members).filter((name) => !isOptional(members[name]));
  return {
    mismatch(value) {
      if (!isJsonObject(value)) return { path: '', expected: 'an object' };
      return memberMismatch(value, forms) ?? missingMember(value, required);
    },
  };
}

/** A list of so many items of one form. */
export function listOf<Value>(item: Form<Value>, least: number, most: number): Form<readonly Value[]> {
  return {
    mismatch(value) {
      if (!isList(value) || value.length < least || value.length > most) {
        return { path: '', expected: `a list of ${least} to ${most} items` };
      }
      for (const [index, each] of value.entries()) {
        const mismatch = item.mismatch(each);
        if (mismatch !== undefined) return mismatchAt(index, mismatch);
      }
      return undefined;
    },
  };
}

/** Any JSON object; what it holds is another's to judge. */
export const anyObject: Form<JsonObject> = {
  mismatch: (value) => (isJsonObject(value) ? undefined : { path: '', expected: 'an object' }),
};

/** Strictly ascending by a key: sorted, and no key twice. */
export function ascending<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  expected: string,
): Mismatch | undefined {
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1];
    if (previous !== undefined && keyOf(previous) >= keyOf(item)) return { path: `/${index}`, expected };
  }
  return undefined;
}

function memberMismatch(value: JsonObject, forms: ReadonlyMap<string, Form<unknown>>): Mismatch | undefined {
  for (const name of Object.keys(value)) {
    const mismatch = forms.get(name)?.mismatch(value[name] ?? null);
    if (mismatch !== undefined) return mismatchAt(name, mismatch);
    if (!forms.has(name)) return mismatchAt(name, { path: '', expected: 'no such member' });
  }
  return undefined;
}

function missingMember(value: JsonObject, required: readonly string[]): Mismatch | undefined {
  const missing = required.find((name) => !Object.hasOwn(value, name));
  return missing === undefined ? undefined : mismatchAt(missing, { path: '', expected: 'a member' });
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isOptional(member: Members[string] | undefined): member is OptionalForm<unknown> {
  return member !== undefined && 'optional' in member;
}

function formOf(member: Members[string]): Form<unknown> {
  return isOptional(member) ? member.optional : member;
}
