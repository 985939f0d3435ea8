import { QuanchengError } from '../errors/quancheng-error.js';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a string is `YYYY-MM-DDTHH:MM:SS.mmmZ`: RFC 3339, UTC, three decimals, a date that exists. */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  const milliseconds = Date.parse(value);
  // Date.parse takes 24:00 for the next day; 30 February it refuses or moves, as the engine likes.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}

/** Milliseconds since 1970 (POSIX). @throws STATEMENT_INVALID */
export function parseTime(value: string): number {
  if (!isTime(value)) throw new QuanchengError('STATEMENT_INVALID', 'not a time');
  return Date.parse(value);
}

/** The one spelling of a time. @param milliseconds since 1970, from year 0 to year 9999 @throws STATEMENT_INVALID */
export function formatTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!isTime(text)) throw new QuanchengError('STATEMENT_INVALID', 'not a time');
  return text;
}
