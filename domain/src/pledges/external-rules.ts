import type { Rule } from '../records/rule.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { WithCollateral } from './collateral.js';
import type { External } from './pledge-forms.js';
import type { Pledge } from './pledge.js';

interface Filing extends WithCollateral {
  readonly target: Pledge;
  readonly body: { readonly external: External };
  readonly at: LedgerTime;
}

function rivalOf({ target, body: { external }, others: { collateral } }: Filing): string | undefined {
  return collateral.liens.find(
    (lien) =>
      lien.pledge !== target.id &&
      lien.external?.registry === external.registry &&
      lien.external.number === external.number,
  )?.pledge;
}

/** What is said of the external registration can be so. */
export const externalRules: readonly Rule<Filing>[] = [
  {
    code: 'EXTERNAL_TIMES_INVALID',
    holds: ({ body: { external }, at }) => external.registered <= at.time && at.time < external.expires,
    detail: ({ at }) => `now is ${at.time}`,
  },
  {
    code: 'EXTERNAL_NUMBER_TAKEN',
    holds: (facts) => rivalOf(facts) === undefined,
    detail: (facts) => `${rivalOf(facts) ?? ''} has it`,
  },
];

/** From when on a registration can be that replaces this one: one that had ended is not prolonged. */
function earliestOf({ external }: Pledge, { time }: LedgerTime): string {
  if (external === undefined) return '';
  return time < external.expires ? external.registered : external.expires;
}

/** A registration that has ended keeps no rank: what replaces it counts from its own time. */
export const notEarlier: Rule<Filing> = {
  code: 'EXTERNAL_TIME_EARLIER',
  holds: ({ target, body, at }) => body.external.registered >= earliestOf(target, at),
  detail: ({ target, at }) => `not before ${earliestOf(target, at)}`,
};

interface Known {
  readonly target: Pledge;
  readonly at: LedgerTime;
}

function isCurrent({ target, at }: Known): boolean {
  return at.time < (target.external?.expires ?? '');
}

export const externalCurrent: Rule<Known> = {
  code: 'EXTERNAL_LAPSED',
  holds: isCurrent,
  detail: ({ target }) => `it ended ${target.external?.expires ?? ''}`,
};

export const externalEnded: Rule<Known> = {
  code: 'EXTERNAL_CURRENT',
  holds: (facts) => !isCurrent(facts),
  detail: ({ target }) => `it ends ${target.external?.expires ?? ''}`,
};
