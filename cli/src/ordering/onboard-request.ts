import {
  canonicalize,
  type Envelope,
  envelopeFromJson,
  isJsonObject,
  isQuanchengError,
  type JsonObject,
  type JsonValue,
  listOf,
  objectOf,
  oneOf,
  optional,
  anyJson,
  participantIdForm,
  participantRoles,
  parseStatement,
  QuanchengError,
  readForm,
  readPublicKey,
  textForm,
  type KeyPossessionStatement,
  unverifiedPayload,
  verifyEnvelope,
} from '@quancheng/protocol';
import { participantTypes } from '@quancheng/domain';

const SCHEMA = 'quancheng/onboard-request/v1';

/** What somebody who wants to take part hands to the registrar: a `*.request.json`. */
export interface OnboardRequest {
  readonly participant: string;
  readonly name: string;
  readonly type: string;
  readonly roles: readonly string[];
  readonly usccOverride?: string;
  /** The key-possession envelope. */
  readonly possession: Envelope;
}

const requestForm = objectOf({
  schema: oneOf(SCHEMA),
  participant: participantIdForm,
  name: textForm,
  type: oneOf(...participantTypes),
  roles: listOf(oneOf(...participantRoles), 0, participantRoles.length),
  usccOverride: optional(textForm),
  possession: anyJson,
});

export function formatOnboardRequest({ possession, ...request }: OnboardRequest): Uint8Array {
  return canonicalize({ ...request, schema: SCHEMA, possession: envelopeMembers(possession) });
}

/**
 * Reads a request, or a bare key-possession envelope (docs/guides, the recipe), whose further members the registrar
 * must then give.
 * @throws FILE_KIND_UNKNOWN, POSSESSION_INVALID
 */
export function parseOnboardRequest(value: JsonValue, missing: Partial<OnboardRequest>): OnboardRequest {
  try {
    return isJsonObject(value) && 'schema' in value ? readRequest(value) : fromEnvelope(value, missing);
  } catch (cause) {
    if (isQuanchengError(cause, 'OPTION_MISSING')) throw cause;
    const detail = isQuanchengError(cause) ? cause.detail : 'not an onboarding request';
    throw new QuanchengError('FILE_KIND_UNKNOWN', detail, { cause });
  }
}

function readRequest(value: JsonObject): OnboardRequest {
  const { participant, name, type, roles, usccOverride, possession } = readForm(
    requestForm,
    value,
    'FILE_KIND_UNKNOWN',
  );
  const override = usccOverride === undefined ? {} : { usccOverride };
  return { participant, name, type, roles, ...override, possession: envelopeFromJson(possession) };
}

function fromEnvelope(
  value: JsonValue,
  { name, type, roles = ['depositor'], usccOverride }: Partial<OnboardRequest>,
): OnboardRequest {
  const possession = envelopeFromJson(value);
  const { participant } = possessionOf(possession);
  if (name === undefined || type === undefined) {
    throw new QuanchengError('OPTION_MISSING', 'the file is a bare key possession: add --name and --type');
  }
  return {
    participant,
    name,
    type,
    roles,
    possession,
    ...(usccOverride === undefined ? {} : { usccOverride }),
  };
}

/** The key possession of a request, verified under its own key. @throws POSSESSION_INVALID */
export function verifyPossession(
  { possession, participant }: OnboardRequest,
  ledger: string,
): KeyPossessionStatement {
  const statement = possessionOf(possession);
  const key = readPublicKey(statement.publicKey);
  try {
    verifyEnvelope(possession, new Map([[key.keyId, key]]), [key.keyId]);
  } catch (cause) {
    throw new QuanchengError('POSSESSION_INVALID', 'its signature does not verify', { cause });
  }
  if (statement.audience !== ledger)
    throw new QuanchengError('POSSESSION_INVALID', 'made for another ledger');
  if (statement.participant !== participant)
    throw new QuanchengError('POSSESSION_INVALID', 'made for another participant');
  return statement;
}

function possessionOf(envelope: Envelope): KeyPossessionStatement {
  const statement = parseStatement(unverifiedPayload(envelope));
  if (statement.schema !== 'quancheng/key-possession/v1') {
    throw new QuanchengError('POSSESSION_INVALID', 'the envelope holds another statement');
  }
  return statement;
}

export function envelopeMembers({ payload, payloadType, signatures }: Envelope): JsonObject {
  return { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
}
