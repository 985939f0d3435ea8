import { testSigner } from '../../../support/evidence/test-keys.js';
import type { Party } from '../../../chaincode/support/statements.js';

/** Who acts in these cases. Persons are pseudonyms, another for each recipient. */
export function newParty(participant: string, role = 'participant'): Party {
  return { participant, role, signer: testSigner(`rights ${participant}`, 'ecdsa-p256-sha256') };
}

export const fund = newParty('fund');
export const bank = newParty('bank');
export const service = newParty('service', 'authenticator');
export const utility = newParty('water-utility');
export const buyers = [newParty('data-company'), newParty('model-company')] as const;
export const neighbour = newParty('neighbour');
/** Whose only key is revoked when the cases begin. */
export const ended = newParty('ended');
export const logOperator = newParty('log-company', 'log-operator');

export const citizen = newParty('p-9b1f0c7d5e3a48620f4e2d1c6b7a8990', 'participant');

export const organisations: readonly Party[] = [
  fund,
  bank,
  service,
  utility,
  ...buyers,
  neighbour,
  ended,
  logOperator,
];
