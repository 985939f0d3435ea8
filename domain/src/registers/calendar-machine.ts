import { integerForm, objectOf, restrict, textForm } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import type { Machine } from '../records/machine.js';
import { ownerOf } from '../records/record-name.js';
import { creation, transition } from '../records/transition.js';
import type { Calendar } from './calendar.js';
import { dateForm, datesForm } from './date-form.js';

const body = restrict(
  objectOf({
    title: textForm,
    utcOffset: integerForm(-12 * 60, 14 * 60),
    holidays: datesForm,
    workdays: datesForm,
    from: dateForm,
    to: dateForm,
  }),
  ({ from, to }) => (from <= to ? undefined : { path: '/to', expected: 'a day from `from` on' }),
);

const registrar: Actor<unknown> = { name: 'registrar', role: 'registrar' };

const owner: Actor<{ readonly target: Calendar }> = {
  ...registrar,
  name: 'its registrar',
  among: ({ target }) => [ownerOf(target.id)],
};

/** Calendars of working days. */
export const calendarMachine = {
  kind: 'calendar',
  statuses: ['in-force'],
  transitions: {
    'calendar.define': creation({
      to: ['in-force'],
      body,
      load: () => Promise.resolve({}),
      by: [[registrar]],
      rules: [],
      apply: ({ body: days }) => ({ record: { status: 'in-force', ...days } }),
    }),
    'calendar.change': transition({
      from: ['in-force'],
      to: ['in-force'],
      body,
      load: () => Promise.resolve({}),
      by: [[owner]],
      rules: [],
      apply: ({ body: days }) => ({ record: { status: 'in-force', ...days } }),
    }),
  },
} satisfies Machine<'calendar'>;
