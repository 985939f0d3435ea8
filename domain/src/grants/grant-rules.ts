import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Grant } from './grant.js';

interface Known {
  readonly target: Grant;
  readonly at: LedgerTime;
}

export const termBegun: Rule<Known> = {
  code: 'GRANT_NOT_BEGUN',
  holds: ({ target, at }) => at.time >= target.terms.from,
  detail: ({ target }) => `its term begins ${target.terms.from}`,
};

export const termNotOver: Rule<Known> = {
  code: 'GRANT_TERM_OVER',
  holds: ({ target, at }) => at.time < target.terms.to,
  detail: ({ target }) => `its term ended ${target.terms.to}`,
};

export const termOver: Rule<Known> = {
  code: 'GRANT_TERM_RUNNING',
  holds: ({ target, at }) => at.time >= target.terms.to,
  detail: ({ target }) => `its term ends ${target.terms.to}`,
};
