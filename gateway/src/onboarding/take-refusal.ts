import { assertOnboardRefusal, readOnboardRefusal } from '@quancheng/domain';
import { parseEnvelope, QuanchengError } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import type { KeptRequest } from './onboarding-request.js';

type Parts = Pick<GatewayDependencies, 'registry' | 'mailbox' | 'audience'>;

/** Bytes of a refusal's payload. */
const MOST = 8 * 1024;

/**
 * A registrar's refusal of a request, for the applicant to see. It changes nothing on the ledger.
 * @throws ONBOARDING_REQUEST_INVALID, AUDIENCE_MISMATCH, KEY_UNKNOWN, KEY_REVOKED, ROLE_MISSING, SIGNATURE_INVALID,
 * RECORD_UNKNOWN, NETWORK_UNAVAILABLE
 */
export async function takeRefusal(
  { registry, mailbox, audience }: Parts,
  id: string,
  body: Uint8Array,
): Promise<KeptRequest> {
  const envelope = parseEnvelope(body, MOST);
  const { participant, key, request } = readOnboardRefusal(envelope);
  if (request !== id) throw new QuanchengError('ONBOARDING_REQUEST_INVALID', `it refuses request ${request}`);
  const { publicKey, roles, revoked } = await registry.ask(participant, key);
  if (publicKey === undefined) throw new QuanchengError('KEY_UNKNOWN', `${participant} has no key ${key}`);
  if (revoked) throw new QuanchengError('KEY_REVOKED', `${key} is revoked`);
  if (!roles.has('registrar')) throw new QuanchengError('ROLE_MISSING', `${participant} is no registrar`);
  assertOnboardRefusal(envelope, publicKey, audience);
  return mailbox.refuse(id, envelope);
}
