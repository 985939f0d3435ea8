import { isRole, type OnboardRequest, readOnboardRequest, type Role } from '@quancheng/domain';
import {
  type Envelope,
  envelopeFromJson,
  isJsonObject,
  isQuanchengError,
  type JsonObject,
  type JsonValue,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';

/**
 * Reads a request, or a bare key-possession envelope (docs/guides, the recipe), whose further members the registrar
 * must then give. Nothing is verified yet.
 * @throws FILE_KIND_UNKNOWN, OPTION_MISSING
 */
export function parseOnboardRequest(value: JsonValue, missing: Partial<OnboardRequest>): OnboardRequest {
  try {
    return isJsonObject(value) && 'schema' in value
      ? readOnboardRequest(value)
      : fromEnvelope(value, missing);
  } catch (cause) {
    if (isQuanchengError(cause, 'OPTION_MISSING')) throw cause;
    const detail = isQuanchengError(cause) ? cause.detail : 'not an onboarding request';
    throw new QuanchengError('FILE_KIND_UNKNOWN', detail, { cause });
  }
}

function fromEnvelope(
  value: JsonValue,
  { name, type, roles = ['depositor'], usccOverride }: Partial<OnboardRequest>,
): OnboardRequest {
  const possession = envelopeFromJson(value);
  const statement = parseStatement(unverifiedPayload(possession));
  if (statement.schema !== 'quancheng/key-possession/v1') {
    throw new QuanchengError('POSSESSION_INVALID', 'the envelope holds another statement');
  }
  const { participant } = statement;
  if (name === undefined || type === undefined) {
    throw new QuanchengError('OPTION_MISSING', 'the file is a bare key possession: add --name and --type');
  }
  const override = usccOverride === undefined ? {} : { usccOverride };
  return { participant, name, type, roles, possession, ...override };
}

/** Roles by commas, in any order; an empty text means none. @throws OPTION_INVALID */
export function parseRoles(text: string): readonly Role[] {
  const names = text
    .split(',')
    .map((role) => role.trim())
    .filter((role) => role !== '');
  return [...new Set(names)].sort().map((name) => {
    if (isRole(name)) return name;
    throw new QuanchengError('OPTION_INVALID', `--roles: there is no role ${name}`);
  });
}

export function envelopeMembers({ payload, payloadType, signatures }: Envelope): JsonObject {
  return { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
}
