import { registrar } from '../../chaincode/support/test-genesis.js';
import type { Party } from '../../chaincode/support/statements.js';
import { testSigner } from '../../support/evidence/test-keys.js';

export const PERSON = `p-${'0123456789abcdef'.repeat(2)}`;
export const PURPOSE = `${registrar.participant}/credit`;

type Algorithm = Parameters<typeof testSigner>[1];

const party = (participant: string, role = 'participant', algorithm?: Algorithm): Party => ({
  participant,
  role,
  signer: testSigner(`records ${participant}`, algorithm ?? 'ecdsa-p256-sha256'),
});

/** Parties to the consent `bank/c1`, and others: with keys of all three algorithms. */
export const fund = party('fund', 'participant', 'ed25519');
export const bank = party('bank');
export const rival = party('rival');
export const service = party('service', 'authenticator', 'sm2-sm3');
export const person = party(PERSON);
export const court = party('court', 'court');

export { notice } from '../../support/records/consent-bodies.js';
export { digests } from '../../support/records/digests.js';
