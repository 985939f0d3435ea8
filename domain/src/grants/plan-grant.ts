import { objectOf, participantIdForm, textForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { creation, transition, type Facts } from '../records/transition.js';
import { grantor, planner } from './grant-actors.js';
import type { Grant } from './grant.js';
import { grantTermsForm } from './grant-terms.js';
import { nextGrant } from './next-grant.js';
import { termsRules } from './terms-rules.js';

const planMembers = { agreementNumber: textForm, operator: participantIdForm, terms: grantTermsForm };
const planBody = objectOf({ ...planMembers, document: digestPairForm });

type PlanBody = ValueOf<typeof planBody>;

interface PlanOthers {
  readonly renewed: Grant | undefined;
}

async function loadPlan({ body }: { readonly body: PlanBody }, read: Reader): Promise<PlanOthers> {
  const { shared, renews } = body.terms;
  for (const participant of [body.operator, ...shared.map(({ provider }) => provider)]) {
    await readExisting(read, 'participant', participant);
  }
  return { renewed: renews === undefined ? undefined : await readExisting(read, 'grant', renews) };
}

/** The grantor puts down what the agreement is to say (实施方案). */
export const planGrant = creation<Grant, PlanBody, PlanOthers>({
  to: ['planned'],
  body: planBody,
  load: loadPlan,
  by: [[planner]],
  rules: termsRules<Facts<undefined, PlanBody, PlanOthers>>(({ body, command, others }) => ({
    ...body,
    ...others,
    grantor: command.participant,
  })),
  apply: ({ body, command }) => ({
    record: { status: 'planned', grantor: command.participant, ...body, consents: [], suspensions: [] },
    collections: [`grants/${command.participant}`],
  }),
});

/** The grantor plans it anew; whoever has consented to sharing on has consented to something else. */
export const reviseGrant = transition<Grant, PlanBody, PlanOthers>({
  from: ['planned'],
  to: ['planned'],
  body: planBody,
  load: loadPlan,
  by: [[grantor]],
  rules: termsRules<Facts<Grant, PlanBody, PlanOthers>>(({ body, target, others }) => ({
    ...body,
    ...others,
    grantor: target.grantor,
  })),
  apply: ({ target, body }) => ({ record: nextGrant(target, { ...body, consents: [] }) }),
});
