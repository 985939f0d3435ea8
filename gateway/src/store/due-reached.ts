import { FIRST_DUE_NUMBER, type RecordPosition, type TickEvent } from '../projections/record-event.js';
import type { Operation, StoredEvent, StoredRecord } from './stored-record.js';
import { dueAt, eventPlace, PENDING, rangeOf, recordPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';

/** What a tick has made of what was due. */
export interface DueReached {
  readonly operations: readonly Operation[];
  /** Of the last event; undefined if there was none. */
  readonly position?: RecordPosition;
}

/** The time of what is due next; undefined if nothing is. */
export async function nextDueTime(database: ProjectionDatabase): Promise<string | undefined> {
  const [place] = await database.keys({ ...rangeOf(PENDING), limit: 1 }).all();
  return place === undefined ? undefined : dueAt(place).time;
}

/**
 * An event for each thing whose time a tick has reached, in the order of these times, kinds, names: it follows from the
 * ledger alone, and comes once.
 */
export async function reachDue(
  database: ProjectionDatabase,
  { block, transaction, reached }: TickEvent,
): Promise<DueReached> {
  const { gt } = rangeOf(PENDING);
  const { lt } = rangeOf(PENDING, reached);
  const pending = await database.keys({ gt, lt }).all();
  const found = pending.map(dueAt);
  const texts: (string | undefined)[] = await database.getMany(
    found.map(({ kind, name }) => recordPlace(kind, name)),
  );
  const operations: Operation[] = pending.map((key) => ({ type: 'del', key }));
  let number = FIRST_DUE_NUMBER - 1;
  for (const [index, { kind, name, what, time }] of found.entries()) {
    const text = texts[index];
    if (text === undefined) continue;
    number += 1;
    const { version } = JSON.parse(text) as StoredRecord;
    const position = { block, number };
    const action = `due.${kind}.${what}`;
    const event: StoredEvent = { position, transaction, action, kind, name, version, due: time };
    operations.push({ type: 'put', key: eventPlace(position), value: JSON.stringify(event) });
  }
  return number < FIRST_DUE_NUMBER ? { operations } : { operations, position: { block, number } };
}
