import {
  ascending,
  integerForm,
  listOf,
  objectOf,
  participantIdForm,
  restrict,
  textForm,
  type ValueOf,
} from '@quancheng/protocol';
import { amountForm } from '../amounts/amount.js';
import type { Actor } from '../records/actor.js';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Machine } from '../records/machine.js';
import { emptyBody, loadNothing } from '../records/nothing.js';
import { owningRegistrar, registrar } from '../records/office-actors.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { contentsOf } from '../records/record.js';
import { creation, transition } from '../records/transition.js';
import type { RevenueRule } from './revenue-rule.js';

const MILLION = 1_000_000;
const daysForm = integerForm(1, 366);

const sharesForm = restrict(
  listOf(
    objectOf({ party: participantIdForm, millionths: integerForm(1, MILLION), isFiscal: booleanForm }),
    1,
    32,
  ),
  (shares) => ascending(shares, ({ party }) => party, 'parties sorted, none twice'),
);

const settings = restrict(
  objectOf({
    title: textForm,
    basis: textForm,
    document: digestPairForm,
    shares: sharesForm,
    remainder: participantIdForm,
    ceiling: amountForm,
    reconciler: participantIdForm,
    approver: participantIdForm,
    auditor: participantIdForm,
    calendar: recordNameForm,
    reconciliationDays: daysForm,
    paymentDays: daysForm,
  }),
  ({ shares, remainder, reconciler, approver, auditor }) => {
    const total = shares.reduce((sum, { millionths }) => sum + millionths, 0);
    if (total !== MILLION) return { path: '/shares', expected: `rates that sum to ${MILLION}, not ${total}` };
    if (!shares.some(({ party }) => party === remainder))
      return { path: '/remainder', expected: 'one of the parties' };
    return new Set([reconciler, approver, auditor]).size === 3
      ? undefined
      : { path: '/approver', expected: 'three different participants to reconcile, approve and audit' };
  },
);

type Settings = ValueOf<typeof settings>;

/** All whom it names exist, so that every step can be signed. */
async function load({ body }: { readonly body: Settings }, read: Reader): Promise<object> {
  const { shares, reconciler, approver, auditor } = body;
  for (const id of [...shares.map(({ party }) => party), reconciler, approver, auditor]) {
    await readExisting(read, 'participant', id);
  }
  return { calendar: await readExisting(read, 'calendar', body.calendar) };
}

const owner: Actor<{ readonly target: RevenueRule }> = owningRegistrar;

/** Rules by which revenue is shared: versioned data that registrars set. */
export const revenueRuleMachine = {
  kind: 'revenue-rule',
  statuses: ['in-force', 'closed'],
  transitions: {
    'revenue-rule.define': creation<RevenueRule, Settings, object>({
      to: ['in-force'],
      body: settings,
      load,
      by: [[registrar]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'revenue-rule.change': transition<RevenueRule, Settings, object>({
      from: ['in-force'],
      to: ['in-force'],
      body: settings,
      load,
      by: [[owner]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'revenue-rule.close': transition<RevenueRule, object, object>({
      from: ['in-force'],
      to: ['closed'],
      body: emptyBody,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'closed' } }),
    }),
  },
} satisfies Machine<'revenue-rule'>;
