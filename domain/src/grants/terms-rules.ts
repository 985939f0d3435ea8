import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Grant, GrantStatus } from './grant.js';
import { grantLimits, yearsLater } from './grant-limits.js';
import type { GrantTerms } from './grant-terms.js';

/** What is planned, by whom, and the grant that it is to renew. */
export interface Planned {
  readonly grantor: string;
  readonly operator: string;
  readonly terms: GrantTerms;
  readonly renewed: Grant | undefined;
}

const renewable: readonly GrantStatus[] = ['active', 'suspended', 'expired'];

/** Whether a grant is between the same parties and in a status from which it can be renewed. */
export function isRenewableBy(
  { grantor, operator, renewed }: Omit<Planned, 'terms'>,
  statuses: readonly GrantStatus[],
): boolean {
  return (
    renewed === undefined ||
    (renewed.grantor === grantor && renewed.operator === operator && statuses.includes(renewed.status))
  );
}

/** Judges what the agreement is to say. */
export function termsRules<Given extends { readonly at: LedgerTime }>(
  plannedOf: (facts: Given) => Planned,
): readonly Rule<Given>[] {
  const termsOf = (facts: Given): GrantTerms => plannedOf(facts).terms;
  const latestEnd = ({ from }: GrantTerms): string => yearsLater(from, grantLimits.termYears);
  return [
    {
      code: 'GRANT_PARTIES_INVALID',
      holds: (facts) => hasDistinctParties(plannedOf(facts)),
      detail: () => 'grantor, operator and the providers of shared data are different participants',
    },
    {
      code: 'PERIOD_EMPTY',
      holds: (facts) => termsOf(facts).from < termsOf(facts).to && termsOf(facts).to > facts.at.time,
      detail: (facts) => `it would begin ${termsOf(facts).from} and end ${termsOf(facts).to}`,
    },
    {
      code: 'GRANT_TERM_EXCESSIVE',
      holds: (facts) =>
        termsOf(facts).to <= latestEnd(termsOf(facts)) || termsOf(facts).termException !== undefined,
      detail: (facts) => `it ends ${latestEnd(termsOf(facts))} at the latest, unless there is an exception`,
    },
    {
      code: 'REDEVELOPMENT_ALLOWED',
      holds: (facts) => termsOf(facts).noRedevelopment,
      detail: () => 'noRedevelopment is false',
    },
    {
      code: 'GRANT_RENEWAL_MISMATCH',
      holds: (facts) => isRenewableBy(plannedOf(facts), renewable),
      detail: (facts) => `${plannedOf(facts).renewed?.id ?? ''} is ${plannedOf(facts).renewed?.status ?? ''}`,
    },
  ];
}

function hasDistinctParties({ grantor, operator, terms }: Planned): boolean {
  const providers = terms.shared.map(({ provider }) => provider);
  return new Set([grantor, operator, ...providers]).size === 2 + providers.length;
}
