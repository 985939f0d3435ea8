import {
  ascending,
  integerForm,
  listOf,
  objectOf,
  participantIdForm,
  restrict,
  textForm,
  type Mismatch,
  type ValueOf,
} from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Machine } from '../records/machine.js';
import { emptyBody, loadNothing } from '../records/nothing.js';
import { owningRegistrar, registrar } from '../records/office-actors.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { contentsOf } from '../records/record.js';
import { creation, transition } from '../records/transition.js';
import type { VoucherScheme } from './voucher-scheme.js';

const officesForm = restrict(listOf(participantIdForm, 1, 32), (ids) =>
  ascending(ids, (id) => id, 'participants sorted, none twice'),
);

const settings = {
  title: textForm,
  basis: textForm,
  categories: restrict(listOf(textForm, 1, 64), (names) =>
    ascending(names, (name) => name, 'names sorted, none twice'),
  ),
  issuers: officesForm,
  checkers: officesForm,
  approvers: officesForm,
  payers: officesForm,
  calendar: recordNameForm,
  checkDays: integerForm(1, 366),
};

interface Offices {
  readonly checkers: readonly string[];
  readonly approvers: readonly string[];
}

const apart = ({ checkers, approvers }: Offices): Mismatch | undefined =>
  checkers.some((id) => approvers.includes(id))
    ? { path: '/approvers', expected: 'nobody who checks' }
    : undefined;

const definition = restrict(objectOf({ ...settings, invoiceKey: digestPairForm }), apart);
const change = restrict(objectOf(settings), apart);

/** The calendar must exist, so that every period can be computed. */
async function loadCalendar({ body }: { readonly body: { readonly calendar: string } }, read: Reader) {
  return { calendar: await readExisting(read, 'calendar', body.calendar) };
}

const owner: Actor<{ readonly target: VoucherScheme }> = owningRegistrar;

/** Schemes of vouchers: versioned rules that registrars set. */
export const voucherSchemeMachine = {
  kind: 'voucher-scheme',
  statuses: ['in-force', 'closed'],
  transitions: {
    'voucher-scheme.define': creation<VoucherScheme, ValueOf<typeof definition>, object>({
      to: ['in-force'],
      body: definition,
      load: loadCalendar,
      by: [[registrar]],
      rules: [],
      apply: ({ body }) => ({ record: { status: 'in-force', ...body } }),
    }),
    'voucher-scheme.change': transition<VoucherScheme, ValueOf<typeof change>, object>({
      from: ['in-force'],
      to: ['in-force'],
      body: change,
      load: loadCalendar,
      by: [[owner]],
      rules: [],
      apply: ({ target: { invoiceKey }, body }) => ({ record: { status: 'in-force', invoiceKey, ...body } }),
    }),
    'voucher-scheme.close': transition<VoucherScheme, object, object>({
      from: ['in-force'],
      to: ['closed'],
      body: emptyBody,
      load: loadNothing,
      by: [[owner]],
      rules: [],
      apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'closed' } }),
    }),
  },
} satisfies Machine<'voucher-scheme'>;
