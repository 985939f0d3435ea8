import { objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { recordNameForm } from '../records/record-name.js';
import { transition, type Facts } from '../records/transition.js';
import { runningSlots, type WithCollateral } from './collateral.js';
import { amendLien, loadOwn, nextPledge } from './next-pledge.js';
import { assignee, owner, pledgee } from './pledge-actors.js';
import { termsMembers } from './pledge-forms.js';
import { termRules } from './pledge-rules.js';
import type { Pledge } from './pledge.js';
import { chargeable } from './taking-rules.js';

type Others = WithCollateral['others'];

const inForce = ['active', 'partly-released'] as const;
const standing = ['registered', 'active', 'partly-released', 'lapsed', 'enforcing'] as const;

const varyBody = objectOf(termsMembers);

type VaryBody = ValueOf<typeof varyBody>;
type VaryFacts = Facts<Pledge, VaryBody, Others>;

/** Whatever else takes up the right or is about to. */
function rivalsOf({ target, others: { collateral }, at }: VaryFacts): readonly string[] {
  const liens = collateral.liens.filter(({ pledge }) => pledge !== target.id);
  const slots = runningSlots(collateral, at);
  return [
    ...liens.filter(({ right }) => right === target.right).map(({ pledge }) => pledge),
    ...slots.filter(({ right }) => right === target.right).map(({ priority }) => priority),
  ];
}

const harmless: Rule<VaryFacts> = {
  code: 'VARIATION_PREJUDICES',
  holds: (facts) => facts.body.portion <= facts.target.portion || rivalsOf(facts).length === 0,
  detail: (facts) => `beside it are ${rivalsOf(facts).join(', ')}`,
};

/** Both parties agree on other terms; what would harm others is a pledge of its own, behind theirs. */
export const varyPledge = transition<Pledge, VaryBody, Others>({
  from: inForce,
  to: inForce,
  body: varyBody,
  load: loadOwn,
  by: [[owner, pledgee]],
  rules: [...chargeable, ...termRules, harmless],
  apply: ({ target: { specialAccount, ...target }, body, others, at }) =>
    nextPledge(target, { ...body, document: body.contract }, [
      amendLien(target, others.collateral, at, { portion: body.portion }),
    ]),
});

const assignBody = objectOf({ document: digestPairForm, assignee: participantIdForm });

type AssignFacts = Facts<Pledge, ValueOf<typeof assignBody>, Others>;

const toThird: Rule<AssignFacts> = {
  code: 'ASSIGNMENT_TO_PARTY',
  holds: ({ target, body, others: { collateral } }) =>
    body.assignee !== target.pledgee && body.assignee !== collateral.certificate.holder,
  detail: ({ body }) => `${body.assignee} is a party already`,
};

/** The claim has a new creditor, and the pledge goes with it. */
export const assignPledge = transition<Pledge, ValueOf<typeof assignBody>, Others>({
  from: standing,
  to: standing,
  body: assignBody,
  load: loadOwn,
  by: [[pledgee, assignee]],
  rules: [toThird],
  apply: ({ target, body, others, at }) =>
    nextPledge(target, { document: body.document, pledgee: body.assignee }, [
      amendLien(target, others.collateral, at, { pledgee: body.assignee }),
    ]),
});

const subordinateBody = objectOf({ document: digestPairForm, behind: recordNameForm });

const behindAnother: Rule<Facts<Pledge, ValueOf<typeof subordinateBody>, Others>> = {
  code: 'SUBORDINATION_INVALID',
  holds: ({ target, body, others: { collateral } }) =>
    collateral.liens.some(
      ({ pledge, right }) => pledge === body.behind && pledge !== target.id && right === target.right,
    ),
  detail: ({ target, body }) => `${body.behind} is no other pledge of ${target.right}`,
};

/** The pledgee steps behind another: nobody but itself loses by it, so nobody else signs. */
export const subordinatePledge = transition<Pledge, ValueOf<typeof subordinateBody>, Others>({
  from: standing,
  to: standing,
  body: subordinateBody,
  load: loadOwn,
  by: [[pledgee]],
  rules: [behindAnother],
  apply: ({ target, body: { document, behind }, others: { collateral } }) =>
    nextPledge(target, { document, behind: { pledge: behind, number: collateral.nextNumber } }),
});
