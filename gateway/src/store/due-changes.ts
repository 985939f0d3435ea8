import { dueOf, governingVersionOf, type Due, type KindedRecord, type RecordHead } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { RecordEvent } from '../projections/record-event.js';
import { duePlace, dueWords, PENDING, versionPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';
import type { Operation, StoredRecord } from './stored-record.js';

/** Versions of records by which others are judged, by their places. */
export type GoverningVersions = ReadonlyMap<string, JsonObject>;

/** Reads what the events' records are judged by: among themselves, or in the database. */
export async function readGoverning(
  database: ProjectionDatabase,
  events: readonly RecordEvent[],
): Promise<GoverningVersions> {
  const found = new Map<string, JsonObject>();
  const wanted = new Set(events.flatMap((event) => governingPlace(event) ?? []));
  if (wanted.size === 0) return found;
  for (const { kind, name, value } of events) {
    const place = versionPlace(kind, name, Number(value['version']));
    if (wanted.delete(place)) found.set(place, value);
  }
  const places = [...wanted];
  const texts: (string | undefined)[] = await database.getMany(places);
  for (const [index, text] of texts.entries()) {
    if (text !== undefined) found.set(places[index] ?? '', JSON.parse(text) as JsonObject);
  }
  return found;
}

/** What is due of new versions that nothing else governs: judged once, for the look ahead and for the folding. */
export type KnownDue = Map<RecordEvent, readonly Due[]>;

/** What is due of a new version. */
export function dueOfEvent(
  event: RecordEvent,
  governing: GoverningVersions,
  known: KnownDue,
): readonly Due[] {
  const present = known.get(event);
  if (present !== undefined) return present;
  const place = governingPlace(event);
  const due = judgeDue(event, place === undefined ? undefined : governing.get(place));
  if (place === undefined) known.set(event, due);
  return due;
}

function judgeDue(event: RecordEvent, by: JsonObject | undefined): readonly Due[] {
  try {
    return dueOf(kindedRecord(event), by as unknown as RecordHead | undefined);
  } catch {
    // A record in the form of a newer contract: better no date than no records.
    return [];
  }
}

/** A time before which nothing of a new version is due, without looking anything up; undefined: nothing is. */
export function earliestDue(event: RecordEvent, known: KnownDue): string | undefined {
  return governingPlace(event) === undefined ? dueOfEvent(event, new Map(), known)[0]?.time : '';
}

/** Where what was due no longer stands, and where what is due now does. */
export function dueChanges(
  { kind, name }: Pick<RecordEvent, 'kind' | 'name'>,
  before: StoredRecord | undefined,
  now: readonly Due[],
): Operation[] {
  const then = before?.due ?? [];
  if (then.length === 0 && now.length === 0) return [];
  const placesOf = (due: Due, isNew: boolean): readonly string[] => {
    const place = { kind, name, time: due.time, what: due.what };
    const calendars = ['', ...due.whose].map((whose) => duePlace(dueWords(whose), place));
    return isNew ? [...calendars, duePlace([PENDING], place)] : calendars;
  };
  // What stays due, for others than before, is not pending again: its time may have been told.
  const without = (some: readonly Due[], others: readonly Due[]) =>
    some
      .filter((each) => !others.some((other) => isSameDate(each, other) && isSameConcern(each, other)))
      .flatMap((each) => placesOf(each, !others.some((other) => isSameDate(each, other))));
  const operations: Operation[] = [];
  for (const key of without(then, now)) operations.push({ type: 'del', key });
  // What is due stands with the record; the calendars only lead there.
  for (const key of without(now, then)) operations.push({ type: 'put', key, value: '' });
  return operations;
}

function isSameDate(left: Due, right: Due): boolean {
  return left.time === right.time && left.what === right.what;
}

function isSameConcern(left: Due, right: Due): boolean {
  return left.whose.join() === right.whose.join();
}

function governingPlace(event: RecordEvent): string | undefined {
  const by = governingVersionOf(kindedRecord(event));
  return by === undefined ? undefined : versionPlace(by.kind, by.name, by.version);
}

/** The contract wrote it in its kind's form, checked by all endorsers. */
function kindedRecord({ kind, value }: RecordEvent): KindedRecord {
  return { kind, value } as unknown as KindedRecord;
}
