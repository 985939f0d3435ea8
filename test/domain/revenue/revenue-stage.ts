import type { JsonObject } from '@quancheng/protocol';
import {
  after,
  atTime,
  CALENDAR,
  digests,
  newActing,
  newGround,
  PRODUCT,
  product,
  type Scene,
} from '../support/market-ground.js';
import type { Who } from '../support/record-play.js';

export const RULE = 'bureau/sharing';
export const REVENUE = 'operator/revenue-1';
/** The local midnight that ends October 2026 in Jinan. */
export const OCTOBER_ENDS = '2026-10-31T16:00:00.000Z';

export const registrar: Who = 'registrar:bureau';
export const operator: Who = 'participant:operator';
export const reconciler: Who = 'participant:exchange';
export const approver: Who = 'participant:finance';
export const auditor: Who = 'participant:audit-office';

/** 30 % for the treasury, 20.0001 % for who provided the data, the rest for the operator. */
export const rule: JsonObject = {
  title: '公共数据运营收益分配规则',
  basis: '公共数据资源授权运营实施规范',
  document: digests('1'),
  shares: [
    { party: 'finance', millionths: 300_000, isFiscal: true },
    { party: 'operator', millionths: 499_999, isFiscal: false },
    { party: 'provider', millionths: 200_001, isFiscal: false },
  ],
  remainder: 'provider',
  ceiling: 5000,
  reconciler: 'exchange',
  approver: 'finance',
  auditor: 'audit-office',
  calendar: CALENDAR,
  reconciliationDays: 3,
  paymentDays: 5,
};

/** 1,000.01 元 net: 30000.3, 50000.3999… and 20000.3000… 分. By hand: 30000 + 50000 + 20001. */
export const figures: JsonObject = {
  gross: 150_001,
  cost: 50_000,
  price: 5000,
  shares: [
    { party: 'finance', amount: 30_000 },
    { party: 'operator', amount: 50_000 },
    { party: 'provider', amount: 20_001 },
  ],
  document: digests('2'),
};

/** What finance, operator and provider get. */
export const shares = (...amounts: (number | string)[]): JsonObject => ({
  shares: ['finance', 'operator', 'provider'].map((party, index) => ({ party, amount: amounts[index]! })),
});

export const accrual: JsonObject = {
  product: PRODUCT,
  use: 'industrial',
  period: { from: '2026-09', to: '2026-10' },
  rule: RULE,
  ...figures,
};

export const payments: JsonObject[] = [
  { party: 'finance', document: digests('7'), treasuryReceipt: digests('8') },
  { party: 'operator', document: digests('9') },
  { party: 'provider', document: digests('a') },
];

export const bodies: Readonly<Record<string, JsonObject>> = {
  'revenue-rule.define': rule,
  'revenue-rule.change': { ...rule, ceiling: 6000 },
  'revenue-rule.close': {},
  'revenue.accrue': accrual,
  'revenue.correct': { ...figures, document: digests('3') },
  'revenue.reconcile': { document: digests('4') },
  'revenue.return': { document: digests('5') },
  'revenue.approve': { document: digests('6') },
  'revenue.pay': { document: digests('b'), payments },
  'revenue.audit': { document: digests('c') },
};

export const { act, attempt } = newActing({
  bodies,
  targetOf: (action) => (action.startsWith('revenue-rule') ? RULE : REVENUE),
});

export const people = ['operator', 'provider', 'exchange', 'finance', 'audit-office', 'stranger'];
export const emptyStage = () => newGround(people);

const empty: Scene = () => Promise.resolve(emptyStage());
export const ruled = after(empty, (play) => act(play, 'revenue-rule.define', [registrar]));
const closed = after(ruled, (play) => act(play, 'revenue-rule.close', [registrar]));

/** By name, a revenue rule in some status. */
export const ruleScenes: Readonly<Record<string, Scene>> = { absent: empty, 'in-force': ruled, closed };

const accrued = after(ruled, (play) => act(play, 'revenue.accrue', [operator]));
const reconciled = after(accrued, (play) => act(play, 'revenue.reconcile', [reconciler]));
const approved = after(reconciled, (play) => act(play, 'revenue.approve', [approver]));
const paid = after(approved, (play) => act(play, 'revenue.pay', [operator]));

/** By name, a record of revenue in some status, and what else there is. */
export const revenueScenes: Readonly<Record<string, Scene>> = {
  absent: ruled,
  'absent, rule closed': closed,
  'absent, period just over': after(ruled, atTime(OCTOBER_ENDS)),
  'absent, period running': after(ruled, atTime('2026-10-31T15:59:59.999Z')),
  'absent, month taken': after(ruled, (play) =>
    act(play, 'revenue.accrue', [operator], { period: { from: '2026-10', to: '2026-10' } }, 'operator/r-2'),
  ),
  'absent, of another': after(ruled, (play) =>
    play.put({ kind: 'certificate', value: { ...product, version: 2, holder: 'stranger' } }),
  ),
  accrued,
  'accrued, rule closed': after(accrued, (play) => act(play, 'revenue-rule.close', [registrar])),
  'accrued, sent back': after(reconciled, (play) => act(play, 'revenue.return', [approver])),
  reconciled,
  approved,
  paid,
  audited: after(paid, (play) => act(play, 'revenue.audit', [auditor])),
};
