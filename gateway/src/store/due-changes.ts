import type { Due } from '@quancheng/domain';
import type { RecordEvent } from '../projections/record-event.js';
import { duePlace, dueWords, LATE } from './projection-keys.js';
import type { ProjectionBatch } from './projection-database.js';
import type { StoredRecord } from './stored-record.js';

/**
 * Where what was due no longer stands, and where what is due now does. What is due stands with the record; the calendars
 * only lead there.
 * @param told time up to which all that was due has been told
 */
export function writeDueChanges(
  batch: ProjectionBatch,
  { kind, name }: Pick<RecordEvent, 'kind' | 'name'>,
  before: StoredRecord | undefined,
  now: readonly Due[],
  told: string | undefined,
): void {
  const then = before?.due ?? [];
  if (then.length === 0 && now.length === 0) return;
  const placesOf = (due: Due, others: readonly Due[]): readonly string[] => {
    const place = { kind, name, time: due.time, what: due.what };
    const calendars = ['', ...due.whose].map((whose) => duePlace(dueWords(whose), place));
    // What stays due, for others than before, is not late again: it may have been told.
    const isLate = told !== undefined && due.time <= told && !others.some((other) => isSameDate(due, other));
    return isLate ? [...calendars, duePlace([LATE], place)] : calendars;
  };
  for (const due of without(then, now)) for (const key of placesOf(due, now)) batch.del(key);
  for (const due of without(now, then)) for (const key of placesOf(due, then)) batch.put(key, '');
}

function without(some: readonly Due[], others: readonly Due[]): readonly Due[] {
  return some.filter(
    (each) => !others.some((other) => isSameDate(each, other) && isSameConcern(each, other)),
  );
}

function isSameDate(left: Due, right: Due): boolean {
  return left.time === right.time && left.what === right.what;
}

function isSameConcern(left: Due, right: Due): boolean {
  return left.whose.join() === right.whose.join();
}
