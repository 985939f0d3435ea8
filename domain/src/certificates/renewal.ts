import { objectOf, timeForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { holder, registrar } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { live, registerOpen, shiftDays, withinAgreement } from './certificate-rules.js';
import { nextContents } from './next-contents.js';
import { loadRulebook, type Rulebook } from './rulebook.js';
import { grantInForce } from './source-grant.js';

const renewBody = objectOf({ document: digestPairForm, validTo: timeForm });

type RenewBody = ValueOf<typeof renewBody>;
type RenewFacts = Facts<Certificate, RenewBody, Rulebook>;

/** Only what is live is renewed, and that has an end. */
const endOf = ({ target }: RenewFacts): string => target.validTo ?? '';
const windowOpens = (facts: RenewFacts): string => shiftDays(endOf(facts), -facts.others.rules.renewalDays);
const latestEnd = (facts: RenewFacts): string => shiftDays(endOf(facts), facts.others.register.validityDays);

const rules: readonly Rule<RenewFacts>[] = [
  live,
  registerOpen,
  {
    code: 'RENEWAL_EARLY',
    holds: (facts) => facts.at.time >= windowOpens(facts),
    detail: (facts) => `it can be renewed from ${windowOpens(facts)} on`,
  },
  {
    code: 'PERIOD_EMPTY',
    holds: (facts) => facts.body.validTo > endOf(facts),
    detail: (facts) => `it is valid until ${endOf(facts)} anyway`,
  },
  {
    code: 'VALIDITY_EXCEEDED',
    holds: (facts) => facts.body.validTo <= latestEnd(facts),
    detail: (facts) => `it ends ${latestEnd(facts)} at the latest`,
  },
  withinAgreement(({ target, body }) => ({ validTo: body.validTo, description: target.description })),
  grantInForce,
];

/**
 * Holder and registrar prolong it. The time for that is as promised at the application; the new validity follows the
 * register as it is now, and so does everything from then on.
 */
export const renew = transition<Certificate, RenewBody, Rulebook>({
  from: ['registered'],
  to: ['registered'],
  body: renewBody,
  load: loadRulebook,
  by: [[holder, registrar]],
  rules,
  apply: ({ target, body, others }) => ({
    record: nextContents(target, { ...body, registerVersion: others.register.version }),
  }),
});
