import { formatTime, QuanchengError } from '@quancheng/protocol';
import type { Calendar } from './calendar.js';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

type Days = Pick<Calendar, 'utcOffset' | 'holidays' | 'workdays' | 'from' | 'to'>;

/**
 * The end of the last of so many working days that follow the day of a time (a period's first day does not count:
 * 民法典 201). @returns the local midnight that ends it, as Time
 * @throws CALENDAR_EXCEEDED if the calendar doesn't cover these days
 */
export function endOfWorkingDays(time: string, count: number, calendar: Days): string {
  const offset = calendar.utcOffset * MINUTE;
  let day = Math.floor((Date.parse(time) + offset) / DAY);
  for (let left = count; left > 0; ) {
    day += 1;
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return formatTime((day + 1) * DAY - offset);
}

/** The end of a day so many calendar days after the day of a time. */
export function endOfDays(time: string, count: number, { utcOffset }: Pick<Calendar, 'utcOffset'>): string {
  const offset = utcOffset * MINUTE;
  const day = Math.floor((Date.parse(time) + offset) / DAY) + count;
  return formatTime((day + 1) * DAY - offset);
}

/** @param day days since 1970-01-01 in local time */
function isWorkingDay(day: number, { holidays, workdays, from, to }: Days): boolean {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (date < from || date > to) {
    throw new QuanchengError('CALENDAR_EXCEEDED', `the calendar does not cover ${date}`);
  }
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday.
  return weekday === 0 || weekday === 6 ? workdays.includes(date) : !holidays.includes(date);
}
