import { decodeBase64 } from '../bytes/base64.js';
import type { Envelope } from '../envelope/envelope.js';
import { unverifiedPayload } from '../envelope/envelope.js';
import { DEFAULT_PAYLOAD_LIMIT, envelopeFromJson } from '../envelope/parse-envelope.js';
import { listOf, objectOf } from '../form/composite-forms.js';
import { readForm, type Form } from '../form/form.js';
import { anyJson, base64Form, digestForm, integerForm } from '../form/value-forms.js';
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import { MAXIMUM_BATCH_SIZE } from '../statements/batch.js';

/** A record that was signed by itself. */
export interface SingleRecord {
  readonly envelope: Envelope;
}

/** A record that was signed as a member of a batch. */
export interface MemberRecord {
  readonly batch: {
    /** The batch's envelope. */
    readonly envelope: Envelope;
    readonly index: number;
    /** Hex hashes, from the leaf upwards. */
    readonly path: readonly string[];
  };
  /** Base64 of the member statement's canonical bytes. */
  readonly payload: string;
}

/** A signed record, as packages carry it (docs/specs/envelope.md). */
export type SignedRecord = SingleRecord | MemberRecord;

/** 2^14 > 10,000 members. */
const MAXIMUM_PATH = 14;

const singleForm: Form<{ readonly envelope: JsonValue }> = objectOf({ envelope: anyJson });
const memberForm = objectOf({
  batch: objectOf({
    envelope: anyJson,
    index: integerForm(0, MAXIMUM_BATCH_SIZE - 1),
    path: listOf(digestForm, 0, MAXIMUM_PATH),
  }),
  payload: base64Form(1, DEFAULT_PAYLOAD_LIMIT),
});

/**
 * Reads a single or member record of canonical JSON. Nothing is verified.
 * @throws ENVELOPE_MALFORMED, ENVELOPE_TOO_LARGE, ENCODING_BASE64
 */
export function recordFromJson(value: JsonValue): SignedRecord {
  if (isJsonObject(value) && Object.hasOwn(value, 'envelope')) {
    return { envelope: envelopeFromJson(readForm(singleForm, value, 'ENVELOPE_MALFORMED').envelope) };
  }
  const { batch, payload } = readForm(memberForm, value, 'ENVELOPE_MALFORMED');
  return { batch: { ...batch, envelope: envelopeFromJson(batch.envelope) }, payload };
}

export function isMemberRecord(record: SignedRecord): record is MemberRecord {
  return 'batch' in record;
}

/** The record statement's canonical bytes, not verified. */
export function unverifiedRecordPayload(record: SignedRecord): Uint8Array {
  return isMemberRecord(record) ? decodeBase64(record.payload) : unverifiedPayload(record.envelope);
}
