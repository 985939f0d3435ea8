import { ascending, isTime, listOf, restrict, stringForm } from '@quancheng/protocol';

/** A day: `YYYY-MM-DD` (ISO 8601). */
export const dateForm = stringForm<string>('a date YYYY-MM-DD', (text) => isTime(`${text}T00:00:00.000Z`));

export const datesForm = restrict(listOf(dateForm, 0, 2000), (dates) =>
  ascending(dates, (date) => date, 'dates sorted, none twice'),
);
