import type { Actor } from '../records/actor.js';
import type { Consent } from './consent.js';

export { anyone, court, regulator } from '../records/office-actors.js';

interface WithTarget {
  readonly target: Consent;
}

export const subject: Actor<WithTarget> = {
  name: 'subject',
  role: 'participant',
  among: ({ target }) => [target.subject],
};

/** Who consented for the subject may also end what it began. */
export const representative: Actor<WithTarget> = {
  name: 'representative',
  role: 'participant',
  among: ({ target }) => (target.representative === undefined ? [] : [target.representative.participant]),
};

export const controller: Actor<WithTarget> = {
  name: 'controller',
  role: 'participant',
  among: ({ target }) => [target.controller],
};

export const recipient: Actor<WithTarget> = {
  name: 'recipient',
  role: 'participant',
  among: ({ target }) => [target.recipient],
};

export const authenticator: Actor<unknown> = { name: 'authenticator', role: 'authenticator' };
