import { integerForm, objectOf, restrict, textForm } from '@quancheng/protocol';
import { booleanForm } from '../records/boolean-form.js';
import type { Actor } from '../records/actor.js';
import type { Machine } from '../records/machine.js';
import { contentsOf } from '../records/record.js';
import { ownerOf } from '../records/record-name.js';
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

const registrar: Actor<unknown> = { name: 'registrar', role: 'registrar' };
const owner: Actor<{ readonly target: Purpose }> = {
  ...registrar,
  name: 'its owner, a registrar',
  among: ({ target }) => [ownerOf(target.id)],
};
const loadNothing = () => Promise.resolve({});

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
      body: objectOf({}),
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'closed' } }),
    }),
  },
} satisfies Machine<'purpose'>;
