import type { DueTable } from '../due/due-row.js';
import type { RevenueRule } from './revenue-rule.js';
import type { Revenue } from './revenue.js';

export const revenueDue: DueTable<Revenue, RevenueRule> = {
  governing: ({ rule, ruleVersion }) => ({ kind: 'revenue-rule', name: rule, version: ruleVersion }),
  rows: [
    {
      what: 'reconciliation',
      nature: 'deadline',
      title: { en: 'figures are reconciled', zh: '收益对账期限' },
      in: ['accrued'],
      isPublic: true,
      times: ({ reconciliationDue }) => [reconciliationDue],
      whose: ({ operator }, rule) => [operator, ...(rule === undefined ? [] : [rule.reconciler])],
    },
    {
      what: 'payment',
      nature: 'deadline',
      title: { en: 'shares are paid, the treasury’s included', zh: '收益分配与缴库期限' },
      in: ['approved'],
      isPublic: true,
      times: ({ paymentDue }) => [paymentDue],
      whose: ({ operator }) => [operator],
    },
  ],
};
