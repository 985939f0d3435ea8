import type { Amendment } from '../records/amendment.js';
import { contentsOf } from '../records/record.js';
import type { Grant } from './judge-use.js';

/** What a step of a use does to the counters of its consents. */
export type CountStep = 'reserve' | 'release' | 'open';

/** The counters after a step; a consent whose last use is opened is exhausted. */
export function countUse(grants: readonly Grant[], step: CountStep): readonly Amendment[] {
  return grants.flatMap((grant) => amendmentsOf(grant, step));
}

function amendmentsOf({ consent, consumption }: Grant, step: CountStep): readonly Amendment[] {
  if (consumption === undefined) return [];
  const reserved = consumption.reserved + (step === 'reserve' ? 1 : -1);
  const opened = consumption.opened + (step === 'open' ? 1 : 0);
  const isExhausted = opened >= consumption.maximumUses;
  const status = isExhausted ? ('exhausted' as const) : ('open' as const);
  const contents = { ...contentsOf(consumption), status, reserved, opened };
  const counter: Amendment = { kind: 'consumption', id: consumption.id, before: consumption, contents };
  if (!isExhausted || consent.status !== 'active') return [counter];
  const exhausted = { ...contentsOf(consent), status: 'exhausted' as const };
  return [counter, { kind: 'consent', id: consent.id, before: consent, contents: exhausted }];
}
