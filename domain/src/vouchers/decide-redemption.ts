import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import type { Amendment } from '../records/amendment.js';
import { digestPairForm, isSameDigest } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { contentsOf, type Contents } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { transition, type Effect, type Facts } from '../records/transition.js';
import { giveBack, payOut } from './count-redemption.js';
import type { Redemption } from './redemption.js';
import { approver, checker, payer } from './voucher-actors.js';
import type { VoucherScheme } from './voucher-scheme.js';
import type { Voucher } from './voucher.js';

const documentBody = objectOf({ document: digestPairForm });
const checkBody = objectOf({ document: digestPairForm, invoice: digestPairForm });
const endBody = objectOf({ document: digestPairForm, ground: textForm });

type DocumentBody = ValueOf<typeof documentBody>;
type CheckBody = ValueOf<typeof checkBody>;
type EndBody = ValueOf<typeof endBody>;

interface Others {
  readonly voucher: Voucher;
  readonly scheme: VoucherScheme;
}

async function load({ target }: { readonly target: Redemption }, read: Reader): Promise<Others> {
  return {
    voucher: await readExisting(read, 'voucher', target.voucher),
    scheme: await readExisting(read, 'voucher-scheme', target.scheme),
  };
}

function step(
  target: Redemption,
  changes: Partial<Contents<Redemption>>,
  ...amendments: readonly Amendment[]
): Effect<Redemption> {
  return {
    record: { ...contentsOf(target), ...changes },
    amendments,
    collections: [`redemptions/${target.voucher}`],
  };
}

/** A claim made in time is decided after the voucher's end, too. */
const notClawedBack: Rule<{ readonly others: Others }> = {
  code: 'VOUCHER_CLAWED_BACK',
  holds: ({ others }) => others.voucher.status !== 'clawed-back',
  detail: ({ others }) => `${others.voucher.id}: ${others.voucher.ground ?? ''}`,
};

const sameInvoice: Rule<Facts<Redemption, CheckBody, Others>> = {
  code: 'INVOICE_MISMATCH',
  holds: ({ target, body }) => isSameDigest(target.invoice, body.invoice),
  detail: () => 'the invoice that was checked has another HMAC under the scheme’s key',
};

/** A checker has seen the invoice and the contract, and computed the invoice's HMAC itself. */
export const checkRedemption = transition<Redemption, CheckBody, Others>({
  from: ['claimed'],
  to: ['checked'],
  body: checkBody,
  load,
  by: [[checker]],
  rules: [notClawedBack, sameInvoice],
  apply: ({ target, body: { document }, command }) =>
    step(target, { status: 'checked', document, check: { by: command.participant, document } }),
});

export const approveRedemption = transition<Redemption, DocumentBody, Others>({
  from: ['checked'],
  to: ['approved'],
  body: documentBody,
  load,
  by: [[approver]],
  rules: [
    notClawedBack,
    {
      code: 'REDEMPTION_SELF_CHECKED',
      holds: ({ target, command }) => target.check?.by !== command.participant,
      detail: ({ command }) => `${command.participant} checked it`,
    },
  ],
  apply: ({ target, body: { document }, command }) =>
    step(target, { status: 'approved', document, approval: { by: command.participant, document } }),
});

/** It gives back what it took of the voucher, and the invoice with it. */
export const rejectRedemption = transition<Redemption, EndBody, Others>({
  from: ['claimed', 'checked', 'approved'],
  to: ['rejected'],
  body: endBody,
  load,
  by: [[checker], [approver]],
  rules: [],
  apply: ({ target, body, others: { voucher } }) =>
    step(target, { ...body, status: 'rejected' }, giveBack(voucher, target)),
});

export const payRedemption = transition<Redemption, DocumentBody, Others>({
  from: ['approved'],
  to: ['redeemed'],
  body: documentBody,
  load,
  by: [[payer]],
  rules: [notClawedBack],
  apply: ({ target, body: { document }, command, others: { voucher } }) =>
    step(
      target,
      { status: 'redeemed', document, payout: { by: command.participant, document } },
      payOut(voucher, target),
    ),
});

/** What was paid is claimed back. The voucher does not become usable again, nor the invoice. */
export const clawBackRedemption = transition<Redemption, EndBody, Others>({
  from: ['redeemed'],
  to: ['clawed-back'],
  body: endBody,
  load,
  by: [[approver]],
  rules: [],
  apply: ({ target, body }) => step(target, { ...body, status: 'clawed-back' }),
});
