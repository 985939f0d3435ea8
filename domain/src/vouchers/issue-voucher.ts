import { objectOf, participantIdForm, restrict, textForm, timeForm, type ValueOf } from '@quancheng/protocol';
import { amountForm } from '../amounts/amount.js';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { emptyBody, loadNothing } from '../records/nothing.js';
import { anyone } from '../records/office-actors.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, transition, type Facts } from '../records/transition.js';
import { issuer } from './voucher-actors.js';
import type { VoucherScheme } from './voucher-scheme.js';
import type { Voucher } from './voucher.js';

const issueBody = objectOf({
  scheme: recordNameForm,
  holder: participantIdForm,
  voucherNumber: textForm,
  category: textForm,
  faceValue: restrict(amountForm, (amount) =>
    amount === 0 ? { path: '', expected: 'more than nothing' } : undefined,
  ),
  validTo: timeForm,
  document: digestPairForm,
});

type IssueBody = ValueOf<typeof issueBody>;
interface IssueOthers {
  readonly scheme: VoucherScheme;
  readonly number: ClaimState;
}
type IssueFacts = Facts<undefined, IssueBody, IssueOthers>;

async function load({ body }: { readonly body: IssueBody }, read: Reader): Promise<IssueOthers> {
  await readExisting(read, 'participant', body.holder);
  return {
    scheme: await readExisting(read, 'voucher-scheme', body.scheme),
    number: await loadClaim(read, 'voucher-number', body.scheme, body.voucherNumber),
  };
}

const rules: readonly Rule<IssueFacts>[] = [
  {
    code: 'VOUCHER_SCHEME_CLOSED',
    holds: ({ others }) => others.scheme.status === 'in-force',
    detail: ({ body }) => `${body.scheme} is closed`,
  },
  {
    code: 'VOUCHER_CATEGORY_UNKNOWN',
    holds: ({ body, others }) => others.scheme.categories.includes(body.category),
    detail: ({ others }) => `the scheme has ${others.scheme.categories.join(', ')}`,
  },
  {
    code: 'VOUCHER_TO_OFFICE',
    holds: ({ body, others: { scheme } }) =>
      ![...scheme.issuers, ...scheme.checkers, ...scheme.approvers, ...scheme.payers].includes(body.holder),
    detail: ({ body }) => `${body.holder} has an office in the scheme`,
  },
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body, at }) => body.validTo > at.time,
    detail: ({ at }) => `it would begin ${at.time}`,
  },
  {
    code: 'VOUCHER_NUMBER_TAKEN',
    holds: ({ others }) => others.number.present === undefined,
    detail: ({ others }) => `${others.number.present?.holder ?? ''} has it`,
  },
];

export const issueVoucher = creation<Voucher, IssueBody, IssueOthers>({
  to: ['issued'],
  body: issueBody,
  load,
  by: [[issuer]],
  rules,
  apply: ({ body, command, others }) => ({
    record: { ...body, status: 'issued', issuer: command.participant, applied: 0, paid: 0 },
    amendments: [claimFor(command.target, others.number)],
    collections: [`vouchers/${body.holder}`],
  }),
});

/** Anyone may have the end of its validity put on record; claims are refused after it in any case. */
export const expireVoucher = transition<Voucher, object, object>({
  from: ['issued'],
  to: ['expired'],
  body: emptyBody,
  load: loadNothing,
  by: [[anyone]],
  rules: [
    {
      code: 'VOUCHER_NOT_EXPIRED',
      holds: ({ target, at }) => at.time >= target.validTo,
      detail: ({ target }) => `it is valid to ${target.validTo}`,
    },
  ],
  apply: ({ target }) => {
    const { document, ...kept } = contentsOf(target);
    return { record: { ...kept, status: 'expired' }, collections: [`vouchers/${target.holder}`] };
  },
});

const itsIssuer: Actor<{ readonly target: Voucher }> = {
  name: 'its issuer',
  role: 'participant',
  among: ({ target }) => [target.issuer],
};

const clawBackBody = objectOf({ ground: textForm, document: digestPairForm });

/** The issuer takes the voucher back; what is claimed against it and not paid is paid no more. */
export const clawBackVoucher = transition<Voucher, ValueOf<typeof clawBackBody>, object>({
  from: ['issued', 'redeemed', 'expired'],
  to: ['clawed-back'],
  body: clawBackBody,
  load: loadNothing,
  by: [[itsIssuer]],
  rules: [],
  apply: ({ target, body }) => ({
    record: { ...contentsOf(target), ...body, status: 'clawed-back' },
    collections: [`vouchers/${target.holder}`],
  }),
});
