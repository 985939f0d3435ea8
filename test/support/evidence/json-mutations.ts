import { isJsonObject, type JsonValue } from '@quancheng/protocol';
import { omit } from './omit.js';

/** A value that differs from another at one place. */
export interface Mutation {
  readonly path: string;
  readonly about: string;
  readonly value: JsonValue;
}

/**
 * Everything that can be done to one place of a JSON value: remove it, put null or another type there, put it there
 * twice, or exchange it for what another value has at the same place.
 */
export function* mutate(value: JsonValue, other: JsonValue | undefined, path = ''): Generator<Mutation> {
  yield { path, about: 'null', value: null };
  if (typeof value === 'number') yield { path, about: 'one more', value: value + 1 };
  if (other !== undefined && JSON.stringify(other) !== JSON.stringify(value))
    yield { path, about: 'another’s', value: other };
  if (Array.isArray(value)) yield* mutateItems(value as readonly JsonValue[], other, path);
  else if (isJsonObject(value)) yield* mutateMembers(value, other, path);
}

function* mutateItems(
  items: readonly JsonValue[],
  other: JsonValue | undefined,
  path: string,
): Generator<Mutation> {
  yield { path, about: 'empty', value: [] };
  for (const [index, item] of items.entries()) {
    const place = `${path}/${index}`;
    yield { path: place, about: 'removed', value: items.toSpliced(index, 1) };
    yield { path: place, about: 'twice', value: items.toSpliced(index, 0, item) };
    if (index > 0) yield { path: place, about: 'exchanged', value: exchanged(items, index) };
    const others = Array.isArray(other) ? (other[index] as JsonValue | undefined) : undefined;
    for (const inner of mutate(item, others, place))
      yield { ...inner, value: items.with(index, inner.value) };
  }
}

function* mutateMembers(
  members: { readonly [name: string]: JsonValue },
  other: JsonValue | undefined,
  path: string,
): Generator<Mutation> {
  for (const [name, member] of Object.entries(members)) {
    const place = `${path}/${name}`;
    const rest = omit(members, name);
    yield { path: place, about: 'removed', value: rest };
    yield { path: place, about: 'under another name', value: { ...rest, [`${name}2`]: member } };
    const others = isJsonObject(other) ? other[name] : undefined;
    for (const inner of mutate(member, others, place))
      yield { ...inner, value: { ...rest, [name]: inner.value } };
  }
  if (!isJsonObject(other)) return;
  for (const [name, member] of Object.entries(other)) {
    if (!(name in members))
      yield { path: `${path}/${name}`, about: 'added', value: { ...members, [name]: member } };
  }
}

function exchanged(items: readonly JsonValue[], index: number): JsonValue[] {
  return items.with(index, items[index - 1]!).with(index - 1, items[index]!);
}
