import { isMemberRecord, type Envelope, type JsonObject, type SignedRecord } from '@quancheng/protocol';

/** An envelope as a part of a larger canonical document. */
export function envelopeJson({ payload, payloadType, signatures }: Envelope): JsonObject {
  return { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
}

/** A single or member record in the form of docs/specs/envelope.md. */
export function recordJson(record: SignedRecord): JsonObject {
  if (!isMemberRecord(record)) return { envelope: envelopeJson(record.envelope) };
  const { envelope, index, path } = record.batch;
  return { batch: { envelope: envelopeJson(envelope), index, path }, payload: record.payload };
}
