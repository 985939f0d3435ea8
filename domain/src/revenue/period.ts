import { formatTime, objectOf, restrict, stringForm } from '@quancheng/protocol';

/** Whole months of local time, both included: `YYYY-MM`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60 * 1000;
const MOST_MONTHS = 12;
const monthForm = stringForm<string>('a month YYYY-MM', (text) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text));

export const periodForm = restrict(objectOf({ from: monthForm, to: monthForm }), (period) => {
  const count = numberOf(period.to) - numberOf(period.from) + 1;
  return count >= 1 && count <= MOST_MONTHS
    ? undefined
    : { path: '/to', expected: `a period of 1 to ${MOST_MONTHS} months` };
});

/** Each month of the period: two periods overlap where they share one. */
export function monthsOf({ from, to }: Period): readonly string[] {
  const first = numberOf(from);
  return Array.from({ length: numberOf(to) - first + 1 }, (_, index) => formatMonth(first + index));
}

/** The local midnight after its last day. @param utcOffset of local time, in minutes */
export function endOfPeriod({ to }: Period, utcOffset: number): string {
  return formatTime(Date.parse(`${formatMonth(numberOf(to) + 1)}-01T00:00:00.000Z`) - utcOffset * MINUTE);
}

/** Months since the year 0. */
function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function formatMonth(number: number): string {
  const year = Math.floor(number / 12).toString();
  return `${year.padStart(4, '0')}-${((number % 12) + 1).toString().padStart(2, '0')}`;
}
