import { objectOf, textForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { regulator } from '../records/office-actors.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { grantor, operator, provider } from './grant-actors.js';
import { termNotOver } from './grant-rules.js';
import type { Grant } from './grant.js';
import { nextGrant } from './next-grant.js';

export const documentBody = objectOf({ document: digestPairForm });
const filingBody = objectOf({ document: digestPairForm, number: textForm });

export type DocumentBody = ValueOf<typeof documentBody>;
type FilingBody = ValueOf<typeof filingBody>;
type DocumentFacts = Facts<Grant, DocumentBody, object>;

const byAnother: Rule<DocumentFacts> = {
  code: 'APPROVAL_BY_PARTY',
  holds: ({ target, command }) => ![target.grantor, target.operator].includes(command.participant),
  detail: ({ command }) => `${command.participant} is a party to it`,
};

/** The authority agrees to the plan; from now on the terms stand. */
export const approveGrant = transition<Grant, DocumentBody, object>({
  from: ['planned'],
  to: ['approved'],
  body: documentBody,
  load: loadNothing,
  by: [[regulator]],
  rules: [byAnother],
  apply: ({ target, body, command }) => ({
    record: nextGrant(target, {
      ...body,
      status: 'approved',
      approval: { authority: command.participant, ...body },
    }),
  }),
});

const firstConsent: Rule<DocumentFacts> = {
  code: 'PROVIDER_CONSENTED_BEFORE',
  holds: ({ target, command }) => !hasConsented(target, command.participant),
  detail: ({ command }) => `${command.participant} has consented`,
};

/** Who has shared data with the grantor lets it share them on: its own signature, for these very terms. */
export const consentToGrant = transition<Grant, DocumentBody, object>({
  from: ['planned', 'approved'],
  to: ['planned', 'approved'],
  body: documentBody,
  load: loadNothing,
  by: [[provider]],
  rules: [firstConsent],
  apply: ({ target, body, command, at }) => ({
    record: nextGrant(target, {
      ...body,
      consents: [...target.consents, { provider: command.participant, ...body, at }],
    }),
  }),
});

const providersConsented: Rule<DocumentFacts> = {
  code: 'PROVIDER_CONSENT_MISSING',
  holds: ({ target }) => missingConsents(target).length === 0,
  detail: ({ target }) => `missing: ${missingConsents(target).join(', ')}`,
};

/** Grantor and operator sign the agreement. */
export const signGrant = transition<Grant, DocumentBody, object>({
  from: ['approved'],
  to: ['signed'],
  body: documentBody,
  load: loadNothing,
  by: [[grantor, operator]],
  rules: [providersConsented, termNotOver],
  apply: ({ target, body }) => ({
    record: nextGrant(target, { ...body, status: 'signed', agreement: body.document }),
    collections: [`grants/${target.operator}`],
  }),
});

/** The authority has taken the agreement on file (备案). */
export const fileGrant = transition<Grant, FilingBody, object>({
  from: ['signed'],
  to: ['filed'],
  body: filingBody,
  load: loadNothing,
  by: [[regulator]],
  rules: [],
  apply: ({ target, body, command }) => ({
    record: nextGrant(target, {
      document: body.document,
      status: 'filed',
      filing: { authority: command.participant, ...body },
    }),
  }),
});

function missingConsents(grant: Grant): readonly string[] {
  return grant.terms.shared.map((each) => each.provider).filter((each) => !hasConsented(grant, each));
}

function hasConsented({ consents }: Grant, participant: string): boolean {
  return consents.some((each) => each.provider === participant);
}
