import type { Rule } from '../records/rule.js';
import type { Trade } from './trade.js';

export const uncompensated: Rule<{ readonly target: Trade }> = {
  code: 'TRADE_COMPENSATED',
  holds: ({ target }) => target.compensatedBy === undefined,
  detail: ({ target }) => `${target.compensatedBy ?? ''} compensates it`,
};
