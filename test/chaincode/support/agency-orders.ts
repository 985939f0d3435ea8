import type { JsonObject } from '@quancheng/protocol';
import { testSigner } from '../../support/evidence/test-keys.js';
import { newPossession, type CommandOptions, type Party } from './statements.js';
import { AGENCY, agency } from './test-world.js';

/** An order about the agency, by itself. */
export function order(
  action: string,
  expectedVersion: number,
  body: JsonObject,
  party: Party = agency,
): CommandOptions {
  return { action, target: AGENCY, expectedVersion, body, parties: [party] };
}

/** Body of `key.rotate`. */
export function rotation(signer = testSigner('second key'), replaces = agency.signer): JsonObject {
  return { possession: newPossession(AGENCY, signer), replaces: replaces.publicKey.keyId };
}
