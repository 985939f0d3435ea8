import {
  canonicalize,
  digestForm,
  keyIdForm,
  ledgerIdForm,
  objectOf,
  oneOf,
  parseCanonical,
  participantIdForm,
  QuanchengError,
  readForm,
  textForm,
  timeForm,
  unverifiedPayload,
  verifyEnvelope,
  type Envelope,
  type PublicKey,
} from '@quancheng/protocol';

/** Payload type of a refusal. */
export const ONBOARD_REFUSAL_TYPE = 'application/vnd.quancheng.onboard-refusal+json';

const SCHEMA = 'quancheng/onboard-refusal/v1';

const refusalForm = objectOf({
  schema: oneOf(SCHEMA),
  audience: ledgerIdForm,
  request: digestForm,
  reason: textForm,
  issued: timeForm,
  participant: participantIdForm,
  key: keyIdForm,
});

/** A registrar's word to an applicant, which the gateway carries and cannot make. */
export interface OnboardRefusal {
  /** LedgerId. */
  readonly audience: string;
  /** The request's id. */
  readonly request: string;
  readonly reason: string;
  readonly issued: string;
  /** The registrar and the key that signs. */
  readonly participant: string;
  readonly key: string;
}

export function formatOnboardRefusal(refusal: OnboardRefusal): Uint8Array {
  return canonicalize({ ...refusal, schema: SCHEMA });
}

/** Its form alone: `assertOnboardRefusal` verifies. @throws ONBOARDING_REQUEST_INVALID, JSON_… */
export function readOnboardRefusal(envelope: Envelope): OnboardRefusal {
  if (envelope.payloadType !== ONBOARD_REFUSAL_TYPE) {
    throw new QuanchengError('ONBOARDING_REQUEST_INVALID', `the payload type is not ${ONBOARD_REFUSAL_TYPE}`);
  }
  const value = parseCanonical(unverifiedPayload(envelope));
  const { schema, ...refusal } = readForm(refusalForm, value, 'ONBOARDING_REQUEST_INVALID');
  return refusal;
}

/** That this key signed it, for this ledger. Whether the key is a registrar's, the ledger knows. @throws SIGNATURE_INVALID */
export function assertOnboardRefusal(envelope: Envelope, publicKey: PublicKey, ledger: string): void {
  const { key, audience } = readOnboardRefusal(envelope);
  if (audience !== ledger) throw new QuanchengError('AUDIENCE_MISMATCH', `made for ledger ${audience}`);
  if (key !== publicKey.keyId) throw new QuanchengError('KEY_UNKNOWN', `it is not signed by ${key}`);
  verifyEnvelope(envelope, new Map([[publicKey.keyId, publicKey]]), [publicKey.keyId]);
}
