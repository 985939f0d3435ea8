import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Use } from './use.js';

interface Known {
  readonly target: Use;
  readonly at: LedgerTime;
}

export const beforeDue: Rule<Known> = {
  code: 'USE_OVERDUE',
  holds: ({ target, at }) => at.time < target.due,
  detail: ({ target }) => `it was due ${target.due}`,
};

export const afterDue: Rule<Known> = {
  code: 'USE_NOT_OVERDUE',
  holds: ({ target, at }) => at.time >= target.due,
  detail: ({ target }) => `it is due ${target.due}`,
};
