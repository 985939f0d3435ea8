import { decodeUtf8 } from '../bytes/utf8.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { formatCanonical, parseCanonical, recanonicalize } from '../json/canonical-json.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { inspectParsed } from '../json/profile.js';
import type { Envelope } from './envelope.js';
import { signedMessageOf, newSignedMessage, type SignedMessage } from './signed-message.js';
import { assertPayloadLength, parseSignatures, requireMembers } from './parse-envelope.js';
import { payloadTypes } from './payload-types.js';

/** A statement's envelope in the clear, opened, with its statement, whose form has not been read. */
export interface ClearEnvelope {
  readonly envelope: SignedMessage;
  readonly statement: JsonObject;
}

/** Where an envelope in the clear stands in a longer text: in a list's object. */
const DEPTH = 2;

/** Whether a value is, or would be, an envelope in the clear: no other has a member `statement`. */
export function isClearEnvelope(value: JsonValue): boolean {
  return isJsonObject(value) && Object.hasOwn(value, 'statement');
}

/**
 * Opens {`signatures`, `statement`}, the envelope of a statement whose payload stands in it as JSON instead of Base64
 * (docs/specs/envelope.md). Canonical JSON has one text for each value, so nothing is lost.
 * @param value a part of what parseCanonical made
 * @throws ENVELOPE_MALFORMED, ENVELOPE_TOO_LARGE, ENCODING_BASE64
 */
export function openClearEnvelope(value: JsonValue): ClearEnvelope {
  const { signatures, statement } = requireMembers(value, ['signatures', 'statement']);
  if (!isJsonObject(statement)) throw new QuanchengError('ENVELOPE_MALFORMED', 'statement is not an object');
  const payload = recanonicalize(statement);
  assertPayloadLength(payload.length);
  return {
    envelope: newSignedMessage(payloadTypes.statement, payload, parseSignatures(signatures)),
    statement,
  };
}

/**
 * The canonical text of an envelope in the clear, as an item of a list.
 * @returns undefined where there is none: what is no canonical object's envelope, or one nested too deep for a list
 */
export function formatClearEnvelope(envelope: Envelope): string | undefined {
  if (envelope.payloadType !== payloadTypes.statement) return undefined;
  const { payload, signatures } = signedMessageOf(envelope);
  if (!isClearStatement(payload)) return undefined;
  const signed = formatCanonical(signatures.map(({ keyid, sig }) => ({ keyid, sig })));
  return `{"signatures":${signed},"statement":${decodeUtf8(payload)}}`;
}

function isClearStatement(payload: Uint8Array): boolean {
  try {
    const statement = parseCanonical(payload);
    inspectParsed(statement, DEPTH);
    return isJsonObject(statement);
  } catch (error) {
    if (error instanceof QuanchengError) return false;
    throw error;
  }
}
