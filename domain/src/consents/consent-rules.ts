import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Consent } from './consent.js';

interface Known {
  readonly target: Consent;
  readonly at: LedgerTime;
}

export const unexpired: Rule<Known> = {
  code: 'CONSENT_EXPIRED',
  holds: ({ target, at }) => at.time < target.expires,
  detail: ({ target }) => `it ended ${target.expires}`,
};

export const expired: Rule<Known> = {
  code: 'CONSENT_NOT_EXPIRED',
  holds: ({ target, at }) => at.time >= target.expires,
  detail: ({ target }) => `it ends ${target.expires}`,
};
