import { objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { holder, registrar, transferee } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentRules, live, notFrozen, notPledged, withinAgreement } from './certificate-rules.js';
import { contentMembers } from './description.js';
import { nextContents } from './next-contents.js';
import { loadRulebookFor, type Rulebook } from './rulebook.js';

const contentBody = objectOf({ document: digestPairForm, ...contentMembers });
const transferBody = objectOf({ document: digestPairForm, transferee: participantIdForm });

type ContentBody = ValueOf<typeof contentBody>;
type ContentFacts = Facts<Certificate, ContentBody, Rulebook>;
type TransferBody = ValueOf<typeof transferBody>;

const contentFits: readonly Rule<ContentFacts>[] = [
  ...contentRules<ContentFacts>(({ body }) => body),
  withinAgreement(({ target, body }) => ({ validTo: target.validTo, description: body.description })),
];

/** What is registered has changed: the holder asks, and the registrar agrees. */
export const change = transition<Certificate, ContentBody, Rulebook>({
  from: ['registered'],
  to: ['registered'],
  body: contentBody,
  load: loadRulebookFor,
  by: [[holder, registrar]],
  rules: [live, notFrozen, ...contentFits],
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

const toAnother: Rule<Facts<Certificate, TransferBody, object>> = {
  code: 'TRANSFER_TO_HOLDER',
  holds: ({ target, body }) => body.transferee !== target.holder,
  detail: ({ target }) => `${target.holder} holds it`,
};

export const transfer = transition<Certificate, TransferBody, object>({
  from: ['registered'],
  to: ['registered'],
  body: transferBody,
  load: () => Promise.resolve({}),
  by: [[holder, transferee]],
  rules: [live, notFrozen, notPledged, toAnother],
  apply: ({ target, body: { document, transferee: next } }) => ({
    record: nextContents(target, { document, holder: next }),
    // Both lists show it, so that neither looks complete without the transfer.
    collections: [`certificates/${next}`, `certificates/${target.holder}`],
  }),
});
