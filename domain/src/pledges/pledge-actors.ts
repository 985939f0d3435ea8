import type { Actor } from '../records/actor.js';
import type { WithCollateral } from './collateral.js';
import type { Pledge } from './pledge.js';

export { anyone, court } from '../records/office-actors.js';
export { registrar } from '../certificates/certificate-actors.js';

interface WithTarget {
  readonly target: Pledge;
}

export const pledgee: Actor<WithTarget> = {
  name: 'pledgee',
  role: 'participant',
  among: ({ target }) => [target.pledgee],
};

/** Whoever holds the certificate now: a pledge follows it. */
export const owner: Actor<WithCollateral> = {
  name: 'holder of the certificate',
  role: 'participant',
  among: ({ others }) => [others.collateral.certificate.holder],
};

/** Whoever the contract names; that this one holds the certificate is a rule with a code of its own. */
export const contractingPledgor: Actor<{ readonly body: { readonly pledgor: string } }> = {
  name: 'pledgor',
  role: 'participant',
  among: ({ body }) => [body.pledgor],
};

export const contractingPledgee: Actor<{ readonly body: { readonly pledgee: string } }> = {
  name: 'pledgee',
  role: 'participant',
  among: ({ body }) => [body.pledgee],
};

export const assignee: Actor<{ readonly body: { readonly assignee: string } }> = {
  name: 'assignee',
  role: 'participant',
  among: ({ body }) => [body.assignee],
};
