import { QuanchengError } from '../errors/quancheng-error.js';

// Exact but for days that not every month has.
const FORM = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether a string is `YYYY-MM-DDTHH:MM:SS.mmmZ`: RFC 3339, UTC, three decimals, a date that exists. */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !FORM.test(value)) return false;
  return value.slice(8, 10) <= '28' || isRealDate(value);
}

/** Engines refuse 30 February or move it into March. */
function isRealDate(value: string): boolean {
  const milliseconds = Date.parse(value);
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
