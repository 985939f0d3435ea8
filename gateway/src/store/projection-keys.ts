import type { MachineKind } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { indexedMembers } from '../projections/projection.js';
import type { RecordPosition } from '../projections/record-event.js';

// Keys of the projection's database. Values and names hold no character below the space, so the separator orders before
// all of them, and a prefix that ends with it matches nothing longer.
const SEPARATOR = '\u0000';
const WIDTH = 16;

export const POSITION_KEY = 'position';

const number = (value: number): string => value.toString().padStart(WIDTH, '0');

export const recordPlace = (kind: MachineKind, name: string): string =>
  ['record', kind, name].join(SEPARATOR);

export const versionPlace = (kind: MachineKind, name: string, version: number): string =>
  ['version', kind, name, number(version)].join(SEPARATOR);

export const eventPlace = ({ block, number: count }: RecordPosition): string =>
  ['event', number(block), number(count)].join(SEPARATOR);

/** Which event it is, read back. */
export function positionAt(place: string): RecordPosition {
  const [block, count] = place.split(SEPARATOR).slice(-2);
  return { block: Number(block), number: Number(count) };
}

/** Of all that is due; `whose` is empty for the calendar of everybody. */
export const dueWords = (whose: string): readonly string[] => ['due', whose];

/** Of what became due only when its time had been reached, and was not yet told. */
export const LATE = 'late';

/** One thing that is due, in the order of time; the words before it say in which list. */
export function duePlace(words: readonly string[], { time, kind, name, what }: DuePlace): string {
  return [...words, time, kind, name, what].join(SEPARATOR);
}

/** Which thing it is. */
export interface DuePlace {
  readonly time: string;
  readonly kind: MachineKind;
  readonly name: string;
  readonly what: string;
}

/** The end of a key of duePlace, read back. */
export function dueAt(place: string): DuePlace {
  const [time = '', kind = '', name = '', what = ''] = place.split(SEPARATOR).slice(-4);
  return { time, kind: kind as MachineKind, name, what };
}

/** All keys that begin with these words. */
export function rangeOf(...words: readonly string[]): { readonly gt: string; readonly lt: string } {
  const prefix = words.join(SEPARATOR);
  return { gt: prefix + SEPARATOR, lt: `${prefix}\u0001` };
}

export const indexWords = (kind: MachineKind, member: string, value: string): readonly string[] => [
  'index',
  kind,
  member,
  value,
];

/** @param order how many changes there were before the record's first: later ones come first */
export function indexPlace(words: readonly string[], order: number): string {
  return [...words, number(Number.MAX_SAFE_INTEGER - order)].join(SEPARATOR);
}

/** The number that an index key ends with. */
export function orderOf(place: string): number {
  return Number.MAX_SAFE_INTEGER - Number(place.slice(-WIDTH));
}

/** The members of a record by which it can be found. */
export function indexedIn(kind: MachineKind, record: JsonObject): Readonly<Record<string, string>> {
  const indexed: Record<string, string> = {};
  for (const member of indexedMembers[kind] ?? []) {
    const value = record[member];
    if (typeof value === 'string') indexed[member] = value;
  }
  return indexed;
}

/** Under which words a record is found: among all of its kind, and by each of these members. */
export function indexWordsOf(
  kind: MachineKind,
  indexed: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  return [
    indexWords(kind, '', ''),
    ...Object.entries(indexed).map(([member, value]) => indexWords(kind, member, value)),
  ];
}
