import { formatCanonical, objectOf, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { holder, registrar } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentRules, live, notFrozen, withinAgreement } from './certificate-rules.js';
import { contentMembers } from './description.js';
import { nextContents } from './next-contents.js';
import { loadRulebookFor, type Rulebook } from './rulebook.js';

const contentBody = objectOf({ document: digestPairForm, ...contentMembers });

type ContentBody = ValueOf<typeof contentBody>;
type ContentFacts = Facts<Certificate, ContentBody, Rulebook>;

const contentFits: readonly Rule<ContentFacts>[] = [
  ...contentRules<ContentFacts>(({ body }) => body),
  withinAgreement(({ target, body }) => ({ validTo: target.validTo, description: body.description })),
];

/** What somebody has taken as security stays what it was. */
const rightsKept: Rule<ContentFacts> = {
  code: 'PLEDGED_RIGHTS_FIXED',
  holds: ({ target, body }) =>
    target.pledges === 0 || formatCanonical(body.rights) === formatCanonical(target.rights),
  detail: ({ target }) => `${target.pledges} pledges lie on it`,
};

/** What is registered has changed: the holder asks, and the registrar agrees. */
export const change = transition<Certificate, ContentBody, Rulebook>({
  from: ['registered'],
  to: ['registered'],
  body: contentBody,
  load: loadRulebookFor,
  by: [[holder, registrar]],
  rules: [live, notFrozen, rightsKept, ...contentFits],
  apply: ({ target, body }) => ({ record: nextContents(target, body) }),
});

/** What is registered was wrong from the beginning: the registrar corrects it, by the document that shows it. */
export const correct = transition<Certificate, ContentBody, Rulebook>({
  from: ['registered'],
  to: ['registered'],
  body: contentBody,
  load: loadRulebookFor,
  by: [[registrar]],
  rules: [live, ...contentFits],
  apply: ({ target, body }) => ({ record: nextContents(target, body) }),
});
