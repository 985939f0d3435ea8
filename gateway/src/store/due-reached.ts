import { FIRST_DUE_NUMBER, type RecordPosition, type TickEvent } from '../projections/record-event.js';
import type { StoredEvent, StoredRecord } from './stored-record.js';
import { dueAt, dueWords, eventPlace, LATE, rangeOf, recordPlace } from './projection-keys.js';
import type { ProjectionBatch, ProjectionDatabase } from './projection-database.js';

/** What a tick has made of what was due. */
export interface DueReached {
  readonly write: (batch: ProjectionBatch) => void;
  /** Of the last event; undefined if there was none. */
  readonly position?: RecordPosition;
}

/**
 * The time of what is to be told next; undefined if there is nothing.
 * @param told time up to which all that was due has been told, but for what was late
 */
export async function nextDueTime(
  database: ProjectionDatabase,
  told: string | undefined,
): Promise<string | undefined> {
  const [late] = await database.keys({ ...rangeOf(LATE), limit: 1 }).all();
  const [next] = late === undefined ? await database.keys({ ...untold(told), limit: 1 }).all() : [late];
  return next === undefined ? undefined : dueAt(next).time;
}

/**
 * An event for each thing whose time a tick has reached, in the order of these times, kinds, names: it follows from the
 * ledger alone, and comes once.
 */
export async function reachDue(
  database: ProjectionDatabase,
  { block, transaction, reached }: TickEvent,
  told: string | undefined,
): Promise<DueReached> {
  const late = await database.keys({ gt: rangeOf(LATE).gt, lt: rangeOf(LATE, reached).lt }).all();
  const { gt } = untold(told);
  const { lt } = rangeOf(...dueWords(''), reached);
  // All that is late is due before all that is not.
  const found = [...late, ...(gt < lt ? await database.keys({ gt, lt }).all() : [])].map(dueAt);
  const texts: (string | undefined)[] = await database.getMany(
    found.map(({ kind, name }) => recordPlace(kind, name)),
  );
  const events: StoredEvent[] = found.flatMap(({ kind, name, what, time }, index) => {
    const text = texts[index];
    if (text === undefined) return [];
    const { version } = JSON.parse(text) as StoredRecord;
    return [{ transaction, action: `due.${kind}.${what}`, kind, name, version, due: time }];
  });
  const positionOf = (index: number): RecordPosition => ({ block, number: FIRST_DUE_NUMBER + index });
  const write = (batch: ProjectionBatch): void => {
    for (const key of late) batch.del(key);
    for (const [index, event] of events.entries()) {
      batch.put(eventPlace(positionOf(index)), JSON.stringify(event));
    }
  };
  return events.length === 0 ? { write } : { write, position: positionOf(events.length - 1) };
}

/** In the calendar of everybody, what was not told. */
function untold(told: string | undefined): { readonly gt: string; readonly lt: string } {
  const all = rangeOf(...dueWords(''));
  return told === undefined ? all : { gt: rangeOf(...dueWords(''), told).lt, lt: all.lt };
}
