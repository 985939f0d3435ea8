import type { Actor } from '../records/actor.js';
import { readExisting, type Reader } from '../records/reader.js';
import { creation } from '../records/transition.js';
import type { Consent } from './consent.js';
import { offerBody, type OfferBody } from './offer-body.js';
import { isSensitive, offerRules, type OfferOthers } from './offer-rules.js';

interface Offer {
  readonly body: OfferBody;
}

const controller: Actor<Offer> = {
  name: 'controller',
  role: 'participant',
  among: ({ body }) => [body.controller],
};
const recipient: Actor<Offer> = {
  name: 'recipient',
  role: 'participant',
  among: ({ body }) => [body.recipient],
};

async function loadOffer({ body }: Offer, read: Reader): Promise<OfferOthers> {
  for (const participant of [body.subject, body.controller, body.recipient]) {
    await readExisting(read, 'participant', participant);
  }
  const { parent, supersedes } = body;
  return {
    purpose: await readExisting(read, 'purpose', body.purpose),
    parent: parent === undefined ? undefined : await readExisting(read, 'consent', parent),
    superseded: supersedes === undefined ? undefined : await readExisting(read, 'consent', supersedes),
  };
}

/** The controller or the recipient puts terms before the subject. */
export const offerConsent = creation<Consent, OfferBody, OfferOthers>({
  to: ['offered'],
  body: offerBody,
  load: loadOffer,
  by: [[controller], [recipient]],
  rules: offerRules,
  apply: ({ body, others: { purpose } }) => ({
    record: {
      ...body,
      status: 'offered',
      purposeVersion: purpose.version,
      sensitive: isSensitive(body, purpose),
    },
  }),
});
