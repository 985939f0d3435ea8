import { openOnboardRequest } from '@quancheng/domain';
import { parseEnvelope, QuanchengError } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import type { KeptRequest } from './onboarding-request.js';

type Parts = Pick<GatewayDependencies, 'ledger' | 'mailbox' | 'audience'>;

/** Bytes of a request's payload. */
const MOST = 16 * 1024;

/**
 * Verifies a request and keeps it. What the ledger would refuse anyway is refused here.
 * @throws ONBOARDING_REQUEST_INVALID, POSSESSION_INVALID, USCC_INVALID, RECORD_EXISTS, KEY_EXISTS, ONBOARDING_FULL; the
 * codes of malformed envelopes and statements; NETWORK_UNAVAILABLE
 */
export async function takeRequest(
  { ledger, mailbox, audience }: Parts,
  body: Uint8Array,
  source: string,
): Promise<KeptRequest> {
  const envelope = parseEnvelope(body, MOST);
  const { id, request, publicKey } = openOnboardRequest(envelope, audience);
  const known = mailbox.find(id);
  if (known !== undefined) return known;
  const [participantKey, keyKey] = [`participant/${request.participant}`, `key/${publicKey.keyId}`];
  const { values } = await ledger.read([participantKey, keyKey]);
  if ((values.get(participantKey) ?? null) !== null) {
    throw new QuanchengError('RECORD_EXISTS', `${request.participant} is registered`);
  }
  if ((values.get(keyKey) ?? null) !== null) {
    throw new QuanchengError('KEY_EXISTS', `${publicKey.keyId} is registered`);
  }
  const { participant } = request;
  return mailbox.keep({ id, participant, key: publicKey.keyId, envelope }, source);
}
