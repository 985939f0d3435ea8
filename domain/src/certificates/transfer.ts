import { objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Rule } from '../records/rule.js';
import { transition, type Effect, type Facts } from '../records/transition.js';
import { court, holder, transferee } from './certificate-actors.js';
import { live, notFrozen } from './certificate-rules.js';
import type { Certificate } from './certificate.js';
import { nextContents } from './next-contents.js';

const transferBody = objectOf({ document: digestPairForm, transferee: participantIdForm });

type TransferBody = ValueOf<typeof transferBody>;

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

const toAnother: Rule<Facts<Certificate, TransferBody, object>> = {
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
  apply: passOn,
});

function passOn({ target, body }: Facts<Certificate, TransferBody, object>): Effect<Certificate> {
  const { document, transferee: next } = body;
  return {
    record: nextContents(target, { document, holder: next }),
    // Both lists show it, so that neither looks complete without the transfer.
    collections: [`certificates/${next}`, `certificates/${target.holder}`],
  };
}

const freedByOthers: Rule<Facts<Certificate, TransferBody, object>> = {
  code: 'CERTIFICATE_FROZEN',
  holds: ({ target, command, at }) =>
    target.freezes.every(({ court: by, until }) => by === command.participant || at.time >= until),
  detail: ({ target }) => `frozen by ${target.freezes.map((freeze) => freeze.court).join(', ')}`,
};

/**
 * A court's sale or judgment gives the certificate to somebody without its holder or anybody's pledge: what lies on it
 * goes along until the court closes or releases each by an order of its own.
 */
export const award = transition<Certificate, TransferBody, object>({
  from: ['registered'],
  to: ['registered'],
  body: transferBody,
  load: async ({ body }, read) => ({ buyer: await readExisting(read, 'participant', body.transferee) }),
  by: [[court]],
  rules: [live, freedByOthers, toAnother],
  apply: passOn,
});
