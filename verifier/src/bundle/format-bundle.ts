import { canonicalize, encodeBase64, type JsonObject } from '@quancheng/protocol';
import { envelopeJson, optionalBytes } from '../package/format-package.js';
import { isBundledMember, type BundleRecord, type EvidenceBundle } from './evidence-bundle.js';
import { parseBundle } from './parse-bundle.js';

/**
 * The bundle's canonical bytes: the file.
 * @throws PACKAGE_MALFORMED if it could not be parsed again
 */
export function formatBundle({ batches, checkpoints, promises, reads, records }: EvidenceBundle): Uint8Array {
  const bytes = canonicalize({
    schema: 'quancheng/bundle/v1',
    batches: batches.map(envelopeJson),
    checkpoints,
    promises: promises.map(envelopeJson),
    reads: reads.map(encodeBase64),
    records: records.map(recordJson),
  });
  parseBundle(bytes);
  return bytes;
}

function recordJson(record: BundleRecord): JsonObject {
  const { entry, index, proof, checkpoint, promise, originalKey, original } = record;
  return {
    entry: { ...entry },
    index,
    proof,
    checkpoint,
    ...(promise === undefined ? {} : { promise }),
    ...optionalBytes('originalKey', originalKey),
    ...optionalBytes('original', original),
    ...(isBundledMember(record) ? memberJson(record) : { envelope: envelopeJson(record.envelope) }),
  };
}

function memberJson({ batch, member, path, payload }: Extract<BundleRecord, { batch: number }>): JsonObject {
  return { batch, member, path, payload };
}
