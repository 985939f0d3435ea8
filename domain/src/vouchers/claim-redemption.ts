import { objectOf, optional, participantIdForm, restrict, type ValueOf } from '@quancheng/protocol';
import { amountForm, parseAmount } from '../amounts/amount.js';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import type { Rule } from '../records/rule.js';
import { creation, type Facts } from '../records/transition.js';
import type { Calendar } from '../registers/calendar.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import type { Trade } from '../trades/trade.js';
import { apply } from './count-redemption.js';
import type { Redemption } from './redemption.js';
import type { VoucherScheme } from './voucher-scheme.js';
import { remainingOf, type Voucher } from './voucher.js';

const claimBody = objectOf({
  voucher: recordNameForm,
  seller: participantIdForm,
  trade: optional(recordNameForm),
  amount: restrict(amountForm, (amount) =>
    amount === 0 ? { path: '', expected: 'more than nothing' } : undefined,
  ),
  contract: digestPairForm,
  invoice: digestPairForm,
  unrelated: digestPairForm,
  document: digestPairForm,
});

type ClaimBody = ValueOf<typeof claimBody>;
interface ClaimOthers {
  readonly voucher: Voucher;
  readonly scheme: VoucherScheme;
  readonly calendar: Calendar;
  readonly invoice: ClaimState;
  /** The redemption that has the invoice. */
  readonly earlier: Redemption | undefined;
  readonly trade: Trade | undefined;
}
type ClaimFacts = Facts<undefined, ClaimBody, ClaimOthers>;

async function load({ body }: { readonly body: ClaimBody }, read: Reader): Promise<ClaimOthers> {
  const voucher = await readExisting(read, 'voucher', body.voucher);
  await readExisting(read, 'participant', body.seller);
  const scheme = await readExisting(read, 'voucher-scheme', voucher.scheme);
  const invoice = await loadClaim(read, 'invoice', voucher.scheme, body.invoice.sha256);
  const holder = invoice.present?.holder;
  return {
    voucher,
    scheme,
    calendar: await readExisting(read, 'calendar', scheme.calendar),
    invoice,
    earlier: holder === undefined ? undefined : await readExisting(read, 'redemption', holder),
    trade: body.trade === undefined ? undefined : await readExisting(read, 'trade', body.trade),
  };
}

const holder: Actor<ClaimFacts> = {
  name: 'holder of the voucher',
  role: 'participant',
  among: ({ others }) => [others.voucher.holder],
};

const rules: readonly Rule<ClaimFacts>[] = [
  {
    code: 'VOUCHER_NOT_USABLE',
    holds: ({ others: { voucher }, at }) => voucher.status === 'issued' && at.time < voucher.validTo,
    detail: ({ others: { voucher } }) => `it is ${voucher.status}, valid to ${voucher.validTo}`,
  },
  {
    code: 'VOUCHER_PARTIES_RELATED',
    holds: ({ body, others: { voucher, scheme } }) =>
      ![voucher.holder, ...scheme.checkers, ...scheme.approvers, ...scheme.payers].includes(body.seller),
    detail: ({ body }) => `${body.seller} holds the voucher, or decides about it`,
  },
  {
    code: 'VOUCHER_TRADE_MISMATCH',
    holds: ({ body, others: { trade, voucher } }) =>
      trade === undefined || isPaidTrade(trade, voucher.holder, body.seller),
    detail: ({ others: { trade } }) =>
      `${trade?.id ?? ''} is ${trade?.status ?? ''}, ${trade?.seller ?? ''} to ${trade?.buyer ?? 'nobody'}`,
  },
  {
    code: 'VOUCHER_EXCEEDED',
    holds: ({ body, others }) => parseAmount(body.amount) <= remainingOf(others.voucher),
    detail: ({ others }) => `${remainingOf(others.voucher)} is left`,
  },
  {
    code: 'INVOICE_USED',
    holds: ({ others: { earlier } }) => earlier === undefined || earlier.status === 'rejected',
    detail: ({ others: { earlier } }) => `${earlier?.id ?? ''} has it`,
  },
];

/** A trade between these parties, unrelated by their own statement, that has been settled. */
function isPaidTrade({ status, buyer, seller, licence }: Trade, holder: string, from: string): boolean {
  return (
    (status === 'settled' || status === 'closed') &&
    buyer === holder &&
    seller === from &&
    licence?.relation.related === false
  );
}

/** The voucher's holder claims a part of it; that part and the invoice are taken in the same transaction. */
export const claimRedemption = creation<Redemption, ClaimBody, ClaimOthers>({
  to: ['claimed'],
  body: claimBody,
  load,
  by: [[holder]],
  rules,
  apply: ({ body, command, at, others: { voucher, scheme, calendar, invoice } }) => ({
    record: {
      ...body,
      status: 'claimed',
      scheme: voucher.scheme,
      claimant: voucher.holder,
      checkDue: endOfWorkingDays(at.time, scheme.checkDays, calendar),
    },
    amendments: [apply(voucher, body), claimFor(command.target, invoice)],
    collections: [`redemptions/${body.voucher}`],
  }),
});
