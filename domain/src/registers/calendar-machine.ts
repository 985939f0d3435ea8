import { loadNothing } from '../records/nothing.js';
import { integerForm, objectOf, restrict, textForm } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { owningRegistrar, registrar } from '../records/office-actors.js';
import type { Machine } from '../records/machine.js';
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

const owner: Actor<{ readonly target: Calendar }> = owningRegistrar;

/** Calendars of working days. */
export const calendarMachine = {
  kind: 'calendar',
  statuses: ['in-force'],
  transitions: {
    'calendar.define': creation({
      to: ['in-force'],
      body,
      load: loadNothing,
      by: [[registrar]],
      rules: [],
      apply: ({ body: days }) => ({ record: { status: 'in-force', ...days } }),
    }),
    'calendar.change': transition({
      from: ['in-force'],
      to: ['in-force'],
      body,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ body: days }) => ({ record: { status: 'in-force', ...days } }),
    }),
  },
} satisfies Machine<'calendar'>;
