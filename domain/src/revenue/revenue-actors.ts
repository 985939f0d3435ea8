import type { Actor } from '../records/actor.js';
import type { RevenueRule } from './revenue-rule.js';
import type { Revenue } from './revenue.js';

interface WithRule {
  readonly others: { readonly rule: RevenueRule };
}

/** By the rule as it is now, not as it was at the accrual: offices change hands. */
const officer = (name: 'reconciler' | 'approver' | 'auditor'): Actor<WithRule> => ({
  name: `${name} of the rule`,
  role: 'participant',
  among: ({ others }) => [others.rule[name]],
});

export const reconciler = officer('reconciler');
export const approver = officer('approver');
export const auditor = officer('auditor');

export const operator: Actor<{ readonly target: Revenue }> = {
  name: 'operator',
  role: 'participant',
  among: ({ target }) => [target.operator],
};
