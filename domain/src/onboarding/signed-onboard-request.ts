import {
  encodeHex,
  formatEnvelope,
  parseCanonical,
  QuanchengError,
  sha256,
  unverifiedPayload,
  verifyEnvelope,
  type Envelope,
  type PublicKey,
} from '@quancheng/protocol';
import { assertOnboardRequest, readOnboardRequest, type OnboardRequest } from './onboard-request.js';

/** Payload type of a request that is sent to a gateway. */
export const ONBOARD_REQUEST_TYPE = 'application/vnd.quancheng.onboard-request+json';

/** A request all of which the applicant's key has signed, so that no relay changes what is asked for. */
export interface SignedOnboardRequest {
  /** Hex SHA-256 of the envelope: nobody guesses it, since the possession has a salt. */
  readonly id: string;
  readonly request: OnboardRequest;
  readonly publicKey: PublicKey;
}

/** @throws ONBOARDING_REQUEST_INVALID, USCC_INVALID, POSSESSION_INVALID; JSON_…, STATEMENT_…, KEY_… for forms */
export function openOnboardRequest(envelope: Envelope, ledger: string): SignedOnboardRequest {
  if (envelope.payloadType !== ONBOARD_REQUEST_TYPE) {
    throw new QuanchengError('ONBOARDING_REQUEST_INVALID', `the payload type is not ${ONBOARD_REQUEST_TYPE}`);
  }
  const request = readOnboardRequest(parseCanonical(unverifiedPayload(envelope)));
  const publicKey = assertOnboardRequest(request, ledger);
  try {
    verifyEnvelope(envelope, new Map([[publicKey.keyId, publicKey]]), [publicKey.keyId]);
  } catch (cause) {
    throw new QuanchengError('ONBOARDING_REQUEST_INVALID', 'its key has not signed all of it', { cause });
  }
  return { id: encodeHex(sha256(formatEnvelope(envelope))), request, publicKey };
}
