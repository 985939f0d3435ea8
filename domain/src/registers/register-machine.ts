import { emptyBody, loadNothing } from '../records/nothing.js';
import {
  ascending,
  integerForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  participantIdForm,
  restrict,
  textForm,
} from '@quancheng/protocol';
import { optionalFields } from '../certificates/description.js';
import type { Actor } from '../records/actor.js';
import { owningRegistrar, registrar } from '../records/office-actors.js';
import type { Machine } from '../records/machine.js';
import { readExisting, type Reader } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import { recordNameForm } from '../records/record-name.js';
import { creation, transition } from '../records/transition.js';
import { registerTypes, type Register } from './register.js';

const daysForm = integerForm(0, 36_500);
const requiredFieldsForm = restrict(listOf(oneOf(...optionalFields), 0, optionalFields.length), (names) =>
  ascending(names, (name) => name, 'names sorted, none twice'),
);

const settings = {
  title: textForm,
  basis: textForm,
  registrars: restrict(listOf(participantIdForm, 1, 32), (ids) =>
    ascending(ids, (id) => id, 'participants sorted, none twice'),
  ),
  calendar: recordNameForm,
  acceptanceDays: daysForm,
  reviewDays: daysForm,
  noticeDays: optional(daysForm),
  validityDays: integerForm(1, 36_500),
  renewalDays: daysForm,
  priorityDays: optional(integerForm(1, 365)),
  requiredFields: requiredFieldsForm,
  vocabularies: restrict(listOf(textForm, 1, 32), (names) =>
    ascending(names, (name) => name, 'names sorted, none twice'),
  ),
};

const definition = objectOf({ type: oneOf(...registerTypes), ...settings });
const change = objectOf(settings);

const owner: Actor<{ readonly target: Register }> = owningRegistrar;

/** The calendar must exist, so that every period can be computed. */
async function loadCalendar({ body }: { body: { calendar: string } }, read: Reader) {
  return { calendar: await readExisting(read, 'calendar', body.calendar) };
}

/** Registers: versioned rules that registrars set. */
export const registerMachine = {
  kind: 'register',
  statuses: ['in-force', 'closed'],
  transitions: {
    'register.define': creation({
      to: ['in-force'],
      body: definition,
      load: loadCalendar,
      by: [[registrar]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'register.change': transition({
      from: ['in-force'],
      to: ['in-force'],
      body: change,
      load: loadCalendar,
      by: [[owner]],
      rules: [],
      apply: ({ target, body }) => ({ record: { status: 'in-force', type: target.type, ...body } }),
    }),
    'register.close': transition({
      from: ['in-force'],
      to: ['closed'],
      body: emptyBody,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'closed' } }),
    }),
  },
} satisfies Machine<'register'>;
