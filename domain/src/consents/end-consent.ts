import { emptyBody, loadNothing } from '../records/nothing.js';
import { formatTime, objectOf } from '@quancheng/protocol';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { readExisting } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import { transition } from '../records/transition.js';
import {
  anyone,
  controller,
  court,
  recipient,
  regulator,
  representative,
  subject,
} from './consent-actors.js';
import { expired } from './consent-rules.js';
import type { Purpose } from '../purposes/purpose.js';
import type { Consent } from './consent.js';

const HOUR = 60 * 60 * 1000;

/** Withdrawing is as easy as consenting, and leaves what was done before as it is (个人信息保护法 15, 16). */
export const withdrawConsent = transition<Consent, object, { readonly purpose: Purpose }>({
  from: ['offered', 'active', 'paused', 'exhausted'],
  to: ['withdrawn'],
  body: emptyBody,
  load: async ({ target }, read) => ({
    purpose: await readExisting(read, 'purpose', target.purpose),
  }),
  by: [[subject], [representative]],
  rules: [],
  apply: ({ target, at, others: { purpose } }) => ({
    record: {
      ...contentsOf(target),
      status: 'withdrawn',
      withdrawal: { at, due: formatTime(Date.parse(at.time) + purpose.acknowledgementHours * HOUR) },
    },
  }),
});

/** Controller and recipient each say that they know of the withdrawal. */
export const acknowledgeWithdrawal = transition<Consent, object, object>({
  from: ['withdrawn'],
  to: ['withdrawn'],
  body: emptyBody,
  load: loadNothing,
  by: [[controller], [recipient]],
  rules: [
    {
      code: 'ACKNOWLEDGED_BEFORE',
      holds: ({ target, command }) => target.withdrawal?.[partyOf(target, command.participant)] === undefined,
      detail: ({ command }) => `${command.participant} acknowledged before`,
    },
  ],
  apply: ({ target, command, at }) => ({
    record: {
      ...contentsOf(target),
      withdrawal: { at, due: at.time, ...target.withdrawal, [partyOf(target, command.participant)]: at },
    },
  }),
});

/** A court or a regulator declares the consent invalid, by a document. */
export const invalidateConsent = transition<Consent, { readonly document: DigestPair }, object>({
  from: ['offered', 'active', 'paused', 'exhausted', 'superseded', 'withdrawn', 'expired'],
  to: ['invalidated'],
  body: objectOf({ document: digestPairForm }),
  load: loadNothing,
  by: [[court], [regulator]],
  rules: [],
  apply: ({ target, body, command }) => ({
    record: {
      ...contentsOf(target),
      status: 'invalidated',
      invalidation: { authority: command.participant, document: body.document },
    },
  }),
});

/** Anyone may have the end of the term put on record; no use is granted after it in any case. */
export const expireConsent = transition<Consent, object, object>({
  from: ['offered', 'active', 'paused', 'exhausted'],
  to: ['expired'],
  body: emptyBody,
  load: loadNothing,
  by: [[anyone]],
  rules: [expired],
  apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'expired' } }),
});

function partyOf({ controller: holder }: Consent, participant: string): 'controller' | 'recipient' {
  return participant === holder ? 'controller' : 'recipient';
}
