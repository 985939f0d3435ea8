import { expectedBy } from '../support/life-table.js';

// The lives of revenue rules and of revenue as the design's text tells them (accrued → reconciled → approved → paid →
// audited), written by hand. They know nothing of the code.

const owner = ['registrar'];
const owners = ['registrar', 'registrar for itself', 'registrar and operator'];

export const revenueRules = {
  statuses: ['in-force', 'closed'],
  actions: ['revenue-rule.define', 'revenue-rule.change', 'revenue-rule.close'],
  expected: expectedBy({
    rows: {
      'revenue-rule.define': { from: [], to: 'in-force', by: owner, owners },
      'revenue-rule.change': { from: ['in-force'], by: owner },
      'revenue-rule.close': { from: ['in-force'], to: 'closed', by: owner },
    },
  }),
};

export const revenues = {
  statuses: ['accrued', 'reconciled', 'approved', 'paid', 'audited'],
  actions: [
    'revenue.accrue',
    'revenue.correct',
    'revenue.reconcile',
    'revenue.return',
    'revenue.approve',
    'revenue.pay',
    'revenue.audit',
  ],
  expected: expectedBy({
    rows: {
      'revenue.accrue': {
        from: [],
        to: 'accrued',
        by: ['operator'],
        owners: ['operator', 'registrar and operator', 'operator and approver'],
      },
      'revenue.correct': { from: ['accrued'], by: ['operator'] },
      'revenue.reconcile': { from: ['accrued'], to: 'reconciled', by: ['reconciler'] },
      'revenue.return': { from: ['reconciled'], to: 'accrued', by: ['approver'] },
      'revenue.approve': { from: ['reconciled'], to: 'approved', by: ['approver'] },
      'revenue.pay': { from: ['approved'], to: 'paid', by: ['operator'] },
      'revenue.audit': { from: ['paid'], to: 'audited', by: ['auditor'] },
    },
    forbidden: {
      'absent, rule closed': { 'revenue.accrue': 'REVENUE_RULE_CLOSED' },
      'absent, period running': { 'revenue.accrue': 'REVENUE_PERIOD_OPEN' },
      'absent, month taken': { 'revenue.accrue': 'REVENUE_PERIOD_CLAIMED' },
      'absent, of another': { 'revenue.accrue': 'SIGNER_NOT_ENTITLED' },
    },
  }),
};
