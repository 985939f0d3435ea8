import {
  ascending,
  listOf,
  objectOf,
  optional,
  participantIdForm,
  restrict,
  type ValueOf,
} from '@quancheng/protocol';
import { parseAmount } from '../amounts/amount.js';
import { claimFor, loadClaim, type ClaimState } from '../claims/hold-claim.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, readVersion, type Reader } from '../records/reader.js';
import { contentsOf, type Contents } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { transition, type Effect, type Facts } from '../records/transition.js';
import { endOfWorkingDays } from '../registers/working-days.js';
import { approver, auditor, operator, reconciler } from './revenue-actors.js';
import type { RevenueRule } from './revenue-rule.js';
import type { Revenue } from './revenue.js';

const documentBody = objectOf({ document: digestPairForm });
const payBody = objectOf({
  document: digestPairForm,
  payments: restrict(
    listOf(
      objectOf({
        party: participantIdForm,
        document: digestPairForm,
        treasuryReceipt: optional(digestPairForm),
      }),
      0,
      32,
    ),
    (payments) => ascending(payments, ({ party }) => party, 'parties sorted, none twice'),
  ),
});

type DocumentBody = ValueOf<typeof documentBody>;
type PayBody = ValueOf<typeof payBody>;
interface WithRule {
  /** As it is now: it says who decides. */
  readonly rule: RevenueRule;
}

async function loadRule({ target }: { readonly target: Revenue }, read: Reader): Promise<WithRule> {
  return { rule: await readExisting(read, 'revenue-rule', target.rule) };
}

function step(target: Revenue, changes: Partial<Contents<Revenue>>): Effect<Revenue> {
  return { record: { ...contentsOf(target), ...changes }, collections: [`revenue/${target.product}`] };
}

/** Another than the operator finds the figures to be those of its own books. */
export const reconcileRevenue = transition<Revenue, DocumentBody, WithRule>({
  from: ['accrued'],
  to: ['reconciled'],
  body: documentBody,
  load: loadRule,
  by: [[reconciler]],
  rules: [],
  apply: ({ target, body: { document }, command }) =>
    step(target, {
      status: 'reconciled',
      document,
      reconciliation: { by: command.participant, document },
    }),
});

/** The approver sends the figures back to the operator. */
export const returnRevenue = transition<Revenue, DocumentBody, WithRule>({
  from: ['reconciled'],
  to: ['accrued'],
  body: documentBody,
  load: loadRule,
  by: [[approver]],
  rules: [],
  apply: ({ target: { reconciliation, ...target }, body: { document } }) =>
    step(target, { status: 'accrued', document }),
});

export const approveRevenue = transition<Revenue, DocumentBody, WithRule & { readonly paymentDue: string }>({
  from: ['reconciled'],
  to: ['approved'],
  body: documentBody,
  load: async (facts, read) => {
    const { rule } = await loadRule(facts, read);
    const calendar = await readExisting(read, 'calendar', rule.calendar);
    return { rule, paymentDue: endOfWorkingDays(facts.at.time, rule.paymentDays, calendar) };
  },
  by: [[approver]],
  rules: [],
  apply: ({ target, body: { document }, command, others: { paymentDue } }) =>
    step(target, {
      status: 'approved',
      document,
      approval: { by: command.participant, document },
      paymentDue,
    }),
});

interface PayOthers {
  /** The version that governs: it says which shares are the treasury's. */
  readonly governing: RevenueRule;
  readonly receipts: readonly ClaimState[];
}
type PayFacts = Facts<Revenue, PayBody, PayOthers>;

async function loadReceipts(facts: Pick<PayFacts, 'target' | 'body'>, read: Reader): Promise<PayOthers> {
  const { target, body } = facts;
  const receipts: ClaimState[] = [];
  for (const { treasuryReceipt } of body.payments) {
    if (treasuryReceipt === undefined) continue;
    receipts.push(await loadClaim(read, 'treasury-receipt', target.rule, treasuryReceipt.sha256));
  }
  return { governing: await readVersion(read, 'revenue-rule', target.rule, target.ruleVersion), receipts };
}

const payRules: readonly Rule<PayFacts>[] = [
  {
    code: 'PAYMENTS_INCOMPLETE',
    holds: ({ target, body }) => {
      const due = target.shares.filter(({ amount }) => parseAmount(amount) > 0n);
      return (
        due.length === body.payments.length &&
        due.every(({ party }) => body.payments.some((payment) => payment.party === party))
      );
    },
    detail: ({ target }) =>
      `to be paid: ${target.shares.map(({ party, amount }) => `${party} ${amount}`).join(', ')}`,
  },
  {
    code: 'TREASURY_RECEIPT_REQUIRED',
    holds: ({ body, others }) =>
      body.payments.every(
        ({ party, treasuryReceipt }) => (treasuryReceipt !== undefined) === isFiscal(party, others.governing),
      ),
    detail: ({ others: { governing } }) =>
      `the treasury’s: ${governing.shares.flatMap(({ party, isFiscal: is }) => (is ? [party] : [])).join(', ')}`,
  },
  {
    code: 'TREASURY_RECEIPT_USED',
    holds: ({ others: { receipts } }) =>
      receipts.every(({ present }) => present === undefined) &&
      new Set(receipts.map(({ id }) => id)).size === receipts.length,
    detail: ({ others: { receipts } }) =>
      receipts.map(({ present }) => present?.holder ?? 'this payment').join(', '),
  },
];

function isFiscal(party: string, { shares }: RevenueRule): boolean {
  return shares.some((share) => share.party === party && share.isFiscal);
}

/** The operator has paid every share, the treasury's with its receipt. */
export const payRevenue = transition<Revenue, PayBody, PayOthers>({
  from: ['approved'],
  to: ['paid'],
  body: payBody,
  load: loadReceipts,
  by: [[operator]],
  rules: payRules,
  apply: ({ target, body, command, others: { receipts } }) => ({
    ...step(target, { ...body, status: 'paid' }),
    amendments: receipts.map((receipt) => claimFor(command.target, receipt)),
  }),
});

export const auditRevenue = transition<Revenue, DocumentBody, WithRule>({
  from: ['paid'],
  to: ['audited'],
  body: documentBody,
  load: loadRule,
  by: [[auditor]],
  rules: [],
  apply: ({ target, body: { document }, command }) =>
    step(target, { status: 'audited', document, audit: { by: command.participant, document } }),
});
