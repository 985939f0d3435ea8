import type { LedgerTime } from '../ticks/tick.js';
import type { Grant } from './grant.js';

/** Whether something may rest on the grant now: active, and within its term, whether or not its end is recorded. */
export function isInForce({ status, terms }: Grant, at: LedgerTime): boolean {
  return status === 'active' && at.time >= terms.from && at.time < terms.to;
}
