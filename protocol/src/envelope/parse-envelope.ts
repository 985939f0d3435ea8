import { decodeBase64 } from '../bytes/base64.js';
import { QuanchengError } from '../errors/quancheng-error.js';
import { decodeUtf8 } from '../bytes/utf8.js';
import { parseCanonical } from '../json/canonical-json.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { SIGNATURE_LENGTH } from '../signature/algorithm.js';
import { isKeyId } from '../signature/key-id.js';
import type { Envelope, EnvelopeSignature } from './envelope.js';

/** Largest payload that is accepted unless the caller says otherwise: 1 MiB. */
export const DEFAULT_PAYLOAD_LIMIT = 1_048_576;

/** More than the 16 signers of a statement and the 65 of a genesis; bounds the work on hostile input. */
const MAXIMUM_SIGNATURES = 100;

/**
 * Parses an envelope's canonical bytes. Nothing is verified yet: verifyEnvelope does that.
 * @param payloadLimit largest decoded payload in bytes
 * @throws JSON_…, NUMBER_NOT_INTEGER, ENVELOPE_MALFORMED, ENVELOPE_TOO_LARGE, ENCODING_BASE64
 */
export function parseEnvelope(bytes: Uint8Array, payloadLimit = DEFAULT_PAYLOAD_LIMIT): Envelope {
  return openEnvelope(bytes, payloadLimit).envelope;
}

/** An envelope and the bytes of its payload. Nothing is verified. */
export interface OpenedEnvelope {
  readonly envelope: Envelope;
  readonly payload: Uint8Array;
}

/** parseEnvelope, with the payload that it had to decode anyway. */
export function openEnvelope(bytes: Uint8Array, payloadLimit = DEFAULT_PAYLOAD_LIMIT): OpenedEnvelope {
  // Base64 grows by a third; the rest of an envelope is small. Refused before it is parsed.
  if (bytes.length > payloadLimit * 2 + 65_536) throw tooLarge(payloadLimit);
  return openedFromJson(plainEnvelope(bytes) ?? parseCanonical(bytes), payloadLimit);
}

/**
 * An envelope with one signature as nearly all are written, in half the time of parsing and writing it again. Without an
 * escape in a string, and with the names in order, what this accepts is canonical; all else is left to parseCanonical.
 */
function plainEnvelope(bytes: Uint8Array): JsonObject | undefined {
  const [, payload, payloadType, keyid, sig] = PLAIN.exec(textOf(bytes)) ?? [];
  if (payload === undefined || payloadType === undefined || keyid === undefined || sig === undefined)
    return undefined;
  return { payload, payloadType, signatures: [{ keyid, sig }] };
}

const PLAIN =
  /^\{"payload":"([A-Za-z0-9+/=]*)","payloadType":"([A-Za-z0-9.+/-]+)","signatures":\[\{"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/=]{88})"\}\]\}$/;

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return '';
  }
}

/**
 * The same for an envelope that is part of a larger canonical document.
 * @throws ENVELOPE_MALFORMED, ENVELOPE_TOO_LARGE, ENCODING_BASE64
 */
export function envelopeFromJson(value: JsonValue, payloadLimit = DEFAULT_PAYLOAD_LIMIT): Envelope {
  return openedFromJson(value, payloadLimit).envelope;
}

function openedFromJson(value: JsonValue, payloadLimit: number): OpenedEnvelope {
  const members = requireMembers(value, ['payload', 'payloadType', 'signatures']);
  const { payload, payloadType, signatures } = members;
  if (typeof payload !== 'string') throw malformed('payload is not a string');
  if (typeof payloadType !== 'string' || payloadType === '') throw malformed('payloadType is not a name');
  if (payload.length > Math.ceil(payloadLimit / 3) * 4) throw tooLarge(payloadLimit);
  const decoded = decodeBase64(payload);
  assertPayloadLength(decoded.length, payloadLimit);
  return { envelope: { payload, payloadType, signatures: parseSignatures(signatures) }, payload: decoded };
}

/** Decodes no more than it must to know their form. @throws ENVELOPE_MALFORMED, ENCODING_BASE64 */
export function parseSignatures(value: JsonValue | undefined): readonly EnvelopeSignature[] {
  if (!Array.isArray(value)) throw malformed('signatures is not an array');
  const items = value as readonly JsonValue[];
  if (items.length === 0) throw malformed('there is no signature');
  if (items.length > MAXIMUM_SIGNATURES) throw malformed(`more than ${MAXIMUM_SIGNATURES} signatures`);
  const signatures = items.map(parseSignature);
  signatures.forEach((signature, index) => {
    const previous = signatures[index - 1];
    if (previous !== undefined && previous.keyid >= signature.keyid) {
      throw malformed('signatures are not sorted by keyid without repetition');
    }
  });
  return signatures;
}

function parseSignature(value: JsonValue): EnvelopeSignature {
  const { keyid, sig } = requireMembers(value, ['keyid', 'sig']);
  if (!isKeyId(keyid)) throw malformed('keyid is not 64 lower-case hex digits');
  if (typeof sig !== 'string') throw malformed('sig is not a string');
  if (decodeBase64(sig).length !== SIGNATURE_LENGTH) throw malformed(`sig is not ${SIGNATURE_LENGTH} bytes`);
  return { keyid, sig };
}

/** An object with exactly these members. @throws ENVELOPE_MALFORMED */
export function requireMembers(value: JsonValue, names: readonly string[]): JsonObject {
  if (!isJsonObject(value)) throw malformed('expected an object');
  const present = Object.keys(value);
  if (present.length !== names.length || !names.every((name) => Object.hasOwn(value, name))) {
    throw malformed(`expected exactly the members ${names.join(', ')}`);
  }
  return value;
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('ENVELOPE_MALFORMED', detail);
}

/** @throws ENVELOPE_TOO_LARGE */
export function assertPayloadLength(length: number, limit = DEFAULT_PAYLOAD_LIMIT): void {
  if (length > limit) throw tooLarge(limit);
}

function tooLarge(limit: number): QuanchengError {
  return new QuanchengError('ENVELOPE_TOO_LARGE', `the payload is larger than ${limit} bytes`);
}
