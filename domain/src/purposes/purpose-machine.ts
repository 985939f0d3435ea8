import { emptyBody, loadNothing } from '../records/nothing.js';
import { integerForm, objectOf, restrict, textForm } from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import type { Actor } from '../records/actor.js';
import { owningRegistrar, registrar } from '../records/office-actors.js';
import type { Machine } from '../records/machine.js';
import { contentsOf } from '../records/record.js';
import { creation, transition } from '../records/transition.js';
import { fieldsForm, isSubset } from './fields-form.js';
import type { Purpose } from './purpose.js';

const daysForm = integerForm(1, 36_500);
const hoursForm = integerForm(1, 8_760);
const profile = restrict(
  objectOf({
    title: textForm,
    basis: textForm,
    fields: fieldsForm(1),
    sensitiveFields: fieldsForm(0),
    termDays: daysForm,
    retentionDays: daysForm,
    maximumUses: integerForm(1, 1_000_000),
    deliveryHours: hoursForm,
    acknowledgementHours: hoursForm,
    impactAssessment: booleanForm,
  }),
  ({ fields, sensitiveFields }) =>
    isSubset(sensitiveFields, fields)
      ? undefined
      : { path: '/sensitiveFields', expected: 'fields of the purpose' },
);

const owner: Actor<{ readonly target: Purpose }> = owningRegistrar;

/** Purposes of processing, with what each may need at most. */
export const purposeMachine = {
  kind: 'purpose',
  statuses: ['in-force', 'closed'],
  transitions: {
    'purpose.define': creation({
      to: ['in-force'],
      body: profile,
      load: loadNothing,
      by: [[registrar]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'purpose.change': transition({
      from: ['in-force'],
      to: ['in-force'],
      body: profile,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'purpose.close': transition({
      from: ['in-force'],
      to: ['closed'],
      body: emptyBody,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'closed' } }),
    }),
  },
} satisfies Machine<'purpose'>;
