import {
  digestForm,
  integerForm,
  isJsonObject,
  objectOf,
  oneOf,
  optional,
  participantIdForm,
  textForm,
  timeForm,
  type Form,
  type ValueOf,
} from '@quancheng/protocol';
import { ledgerTime } from '../ledger/state-forms.js';
import { recordForm, type RecordVersion } from '../records/record-form.js';

const positive = integerForm(1, Number.MAX_SAFE_INTEGER);
const extentForm = objectOf({
  count: integerForm(0, Number.MAX_SAFE_INTEGER),
  last: optional(digestForm),
});

export type SearchedExtent = ValueOf<typeof extentForm>;

/** A search as the ledger holds it (docs/specs/pledges.md). */
export const searchForm = objectOf({
  id: textForm,
  status: oneOf('made'),
  version: integerForm(1, 1),
  at: ledgerTime,
  command: digestForm,
  certificate: textForm,
  searcher: participantIdForm,
  certificateVersion: positive,
  pledges: extentForm,
  holds: extentForm,
});

export type SearchState = ValueOf<typeof searchForm>;

const externalForm = objectOf({
  registry: textForm,
  number: textForm,
  registered: timeForm,
  expires: timeForm,
});

const rankMembers = {
  right: textForm,
  order: positive,
  external: optional(externalForm),
  behind: optional(objectOf({ pledge: textForm, number: positive })),
};
const rankForm = objectOf(rankMembers);

/** What of a pledge its rank follows from; the rest of the record is for people. */
export type RankedMembers = ValueOf<typeof rankForm>;
export type PledgeState = RecordVersion & RankedMembers & { readonly pledgee: string };

export const pledgeForm: Form<PledgeState> = {
  mismatch(value) {
    const mismatch = recordForm.mismatch(value);
    if (mismatch !== undefined || !isJsonObject(value)) return mismatch;
    const names = Object.keys(rankMembers);
    return (
      rankForm.mismatch(Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)))) ??
      participantIdForm.mismatch(value['pledgee'] ?? null)
    );
  },
};

export const priorityForm = objectOf({
  id: textForm,
  status: oneOf('running', 'used', 'withdrawn', 'lapsed'),
  version: positive,
  at: ledgerTime,
  command: digestForm,
  previous: optional(digestForm),
  certificate: textForm,
  right: textForm,
  portion: integerForm(1, 100),
  exclusive: optional({
    mismatch: (value) => (typeof value === 'boolean' ? undefined : { path: '', expected: 'true or false' }),
  } satisfies Form<boolean>),
  owner: participantIdForm,
  order: positive,
  until: timeForm,
  pledge: optional(textForm),
});
