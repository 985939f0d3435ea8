import { formatTime } from '@quancheng/protocol';
import type { Rule } from '../records/rule.js';
import { endOfDays } from '../registers/working-days.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Certificate } from './certificate.js';
import type { Description, Rights } from './description.js';
import { isFrozen, isLive } from './is-live.js';
import { missingFields } from './required-fields.js';
import { grantFits } from './source-grant.js';
import type { Rulebook } from './rulebook.js';

interface Known {
  readonly target: Certificate;
  readonly at: LedgerTime;
}

interface WithRulebook {
  readonly others: Rulebook;
}

export const live: Rule<Known> = {
  code: 'CERTIFICATE_LAPSED',
  holds: ({ target, at }) => isLive(target, at),
  detail: ({ target }) => `it was valid until ${target.validTo ?? ''}`,
};

export const notFrozen: Rule<Known> = {
  code: 'CERTIFICATE_FROZEN',
  holds: ({ target, at }) => !isFrozen(target, at),
  detail: ({ target }) => `frozen by ${target.freezes.map(({ court }) => court).join(', ')}`,
};

export const notPledged: Rule<{ readonly target: Certificate }> = {
  code: 'CERTIFICATE_PLEDGED',
  holds: ({ target }) => target.pledges === 0,
  detail: ({ target }) => `${target.pledges} pledges lie on it`,
};

export const registerOpen: Rule<WithRulebook> = {
  code: 'REGISTER_CLOSED',
  holds: ({ others }) => others.register.status === 'in-force',
  detail: ({ others }) => `${others.register.id} is ${others.register.status}`,
};

/** Judges what the holder says by the register's rules, and by the grant that it names. */
export function contentRules<Given extends WithRulebook & Known>(
  contentOf: (facts: Given) => { readonly description: Description; readonly rights: Rights },
): readonly Rule<Given>[] {
  const missing = (facts: Given) => missingFields(contentOf(facts).description, facts.others.rules);
  return [
    {
      code: 'FIELD_REQUIRED',
      holds: (facts) => missing(facts).length === 0,
      detail: (facts) => `it lacks ${missing(facts).join(', ')}`,
    },
    {
      code: 'VOCABULARY_UNKNOWN',
      holds: (facts) => facts.others.rules.vocabularies.includes(contentOf(facts).rights.vocabulary),
      detail: (facts) => `the register uses ${facts.others.rules.vocabularies.join(', ')}`,
    },
    grantFits(contentOf, ({ target }) => target.holder),
  ];
}

/** A certificate ends no later than the agreement by which its holder has the data. */
export function withinAgreement<Given>(
  termsOf: (facts: Given) => { readonly validTo: string | undefined; readonly description: Description },
): Rule<Given> {
  return {
    code: 'SOURCE_AGREEMENT_EXCEEDED',
    holds: (facts) => {
      const { validTo, description } = termsOf(facts);
      const { agreementEnds } = description.source;
      return validTo === undefined || agreementEnds === undefined || validTo <= agreementEnds;
    },
    detail: (facts) => `the agreement ends ${termsOf(facts).description.source.agreementEnds ?? ''}`,
  };
}

/** The latest end of a first validity, which begins today. */
export function latestEnd(at: LedgerTime, { rules, calendar }: Rulebook): string {
  return endOfDays(at.time, rules.validityDays, calendar);
}

const DAY = 24 * 60 * 60 * 1000;

/** So many days of 24 hours later, or earlier. @param time Time */
export function shiftDays(time: string, days: number): string {
  return formatTime(Date.parse(time) + days * DAY);
}
