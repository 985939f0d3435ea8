import {
  canonicalize,
  encodeBase64,
  encodeHex,
  formatTlogProof,
  isMemberRecord,
  type Envelope,
  type JsonObject,
  type SignedRecord,
} from '@quancheng/protocol';
import type { CosignedCheckpoint, EvidencePackage } from './evidence-package.js';
import { parsePackage } from './parse-package.js';

/**
 * The package's canonical bytes: the file.
 * @throws PACKAGE_MALFORMED if it could not be parsed again
 */
export function formatPackage(evidence: EvidencePackage): Uint8Array {
  const { record, entry, proof, promise, cosigned, reads, originalKey, original } = evidence;
  const bytes = canonicalize({
    schema: 'quancheng/package/v1',
    record: recordJson(record),
    entry: { ...entry },
    proof: formatTlogProof(proof),
    ...(promise === undefined ? {} : { promise: envelopeJson(promise) }),
    ...(cosigned === undefined ? {} : { cosigned: cosignedJson(cosigned) }),
    reads: reads.map(encodeBase64),
    ...optionalBytes('originalKey', originalKey),
    ...optionalBytes('original', original),
  });
  parsePackage(bytes);
  return bytes;
}

function recordJson(record: SignedRecord): JsonObject {
  if (!isMemberRecord(record)) return { envelope: envelopeJson(record.envelope) };
  const { envelope, index, path } = record.batch;
  return { batch: { envelope: envelopeJson(envelope), index, path }, payload: record.payload };
}

export function envelopeJson({ payload, payloadType, signatures }: Envelope): JsonObject {
  return { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
}

export function cosignedJson({ checkpoint, proof }: CosignedCheckpoint): JsonObject {
  return { checkpoint, proof: proof.map(encodeHex) };
}

export function optionalBytes(name: string, bytes: Uint8Array | undefined): JsonObject {
  return bytes === undefined ? {} : { [name]: encodeBase64(bytes) };
}
