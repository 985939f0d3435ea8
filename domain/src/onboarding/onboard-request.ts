import {
  anyObject,
  ascending,
  canonicalize,
  isUscc,
  listOf,
  objectOf,
  oneOf,
  optional,
  participantIdForm,
  QuanchengError,
  readForm,
  restrict,
  textForm,
  type Envelope,
  type JsonValue,
  type PublicKey,
} from '@quancheng/protocol';
import { participantTypes, type OrganisationType } from '../participants/participant.js';
import { assertPossession, parsePossession } from '../participants/possession.js';
import { roles, type Role } from '../participants/role.js';

const SCHEMA = 'quancheng/onboard-request/v1';

/** What an organisation that wants to take part asks of the registrar. */
export interface OnboardRequest {
  /** 统一社会信用代码. */
  readonly participant: string;
  readonly name: string;
  readonly type: OrganisationType;
  /** Sorted. */
  readonly roles: readonly Role[];
  /** Why its code may fail GB 32100. */
  readonly usccOverride?: string;
  /** The key-possession envelope: of the first key. */
  readonly possession: Envelope;
}

const requestForm = objectOf({
  schema: oneOf(SCHEMA),
  participant: participantIdForm,
  name: textForm,
  type: oneOf(...participantTypes),
  roles: restrict(listOf(oneOf(...roles), 0, roles.length), (list) =>
    ascending(list, (role) => role, 'roles sorted, none twice'),
  ),
  usccOverride: optional(textForm),
  possession: anyObject,
});

/** Its form alone. @throws ONBOARDING_REQUEST_INVALID; ENVELOPE_…, STATEMENT_…, KEY_… for the possession's form */
export function readOnboardRequest(value: JsonValue): OnboardRequest {
  const read = readForm(requestForm, value, 'ONBOARDING_REQUEST_INVALID');
  const { participant, name, type, usccOverride } = read;
  return {
    participant,
    name,
    type,
    roles: read.roles,
    ...(usccOverride === undefined ? {} : { usccOverride }),
    possession: parsePossession(read.possession).envelope,
  };
}

/** Canonical JSON. */
export function formatOnboardRequest({ possession, ...request }: OnboardRequest): Uint8Array {
  const { payload, payloadType, signatures } = possession;
  const envelope = { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
  return canonicalize({ ...request, roles: [...request.roles], schema: SCHEMA, possession: envelope });
}

/**
 * Judges it as the ledger will, as far as that needs no look at the ledger.
 * @returns the key that it is for
 * @throws USCC_INVALID, POSSESSION_INVALID
 */
export function assertOnboardRequest(request: OnboardRequest, ledger: string): PublicKey {
  const { participant, usccOverride } = request;
  if (usccOverride === undefined && !isUscc(participant)) {
    throw new QuanchengError('USCC_INVALID', `${participant} does not pass GB 32100`);
  }
  const { payload, payloadType, signatures } = request.possession;
  const possession = parsePossession({
    payload,
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })),
  });
  assertPossession(possession, participant, ledger);
  return possession.publicKey;
}
