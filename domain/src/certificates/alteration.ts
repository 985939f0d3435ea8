import { formatCanonical, objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import type { Actor } from '../records/actor.js';
import type { Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { holder, registrar, transferee } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentRules, live, notFrozen, withinAgreement } from './certificate-rules.js';
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

interface TransferOthers {
  /** Those whose pledges lie on it, each once. */
  readonly pledgees: readonly string[];
}
type TransferFacts = Facts<Certificate, TransferBody, TransferOthers>;

async function loadPledgees(
  { target }: Pick<TransferFacts, 'target'>,
  read: Reader,
): Promise<TransferOthers> {
  const liens = (await read('encumbrance', target.id))?.liens ?? [];
  return { pledgees: [...new Set(liens.map(({ pledgee }) => pledgee))].sort() };
}

/** One who takes the certificate over signs for that already. */
const otherPledgees: Actor<TransferFacts> = {
  name: 'every pledgee',
  role: 'participant',
  among: ({ body, others }) => others.pledgees.filter((each) => each !== body.transferee),
  every: true,
};

const pledgeesAgree: Rule<TransferFacts> = {
  code: 'CERTIFICATE_PLEDGED',
  holds: ({ target, others: { pledgees }, command: { signers } }) =>
    target.pledges === 0 ||
    (pledgees.length > 0 &&
      pledgees.every((pledgee) => signers.some(({ participant }) => participant === pledgee))),
  detail: ({ target, others }) => `${target.pledges} pledges lie on it, of ${others.pledgees.join(', ')}`,
};

const toAnother: Rule<TransferFacts> = {
  code: 'TRANSFER_TO_HOLDER',
  holds: ({ target, body }) => body.transferee !== target.holder,
  detail: ({ target }) => `${target.holder} holds it`,
};

/** The pledges that lie on it follow it: that needs those to whom they belong (as 民法典 444 has it for rights in IP). */
export const transfer = transition<Certificate, TransferBody, TransferOthers>({
  from: ['registered'],
  to: ['registered'],
  body: transferBody,
  load: loadPledgees,
  by: [
    [holder, transferee],
    [holder, transferee, otherPledgees],
  ],
  rules: [live, notFrozen, pledgeesAgree, toAnother],
  apply: ({ target, body: { document, transferee: next } }) => ({
    record: nextContents(target, { document, holder: next }),
    // Both lists show it, so that neither looks complete without the transfer.
    collections: [`certificates/${next}`, `certificates/${target.holder}`],
  }),
});
