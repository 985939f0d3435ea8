import { canonicalize, encodeBase64, type JsonObject } from '@quancheng/protocol';
import { cosignedJson, envelopeJson, optionalBytes } from '../package/format-package.js';
import { isBundledMember, type BundleRecord, type EvidenceBundle } from './evidence-bundle.js';
import { parseBundle } from './parse-bundle.js';

/**
 * The bundle's canonical bytes: the file.
 * @throws PACKAGE_MALFORMED if it could not be parsed again
 */
export function formatBundle(bundle: EvidenceBundle): Uint8Array {
  const { batches, checkpoints, cosigned, promises, reads, records } = bundle;
  const bytes = canonicalize({
    schema: 'quancheng/bundle/v1',
    batches: batches.map(envelopeJson),
    checkpoints,
    ...(cosigned === undefined ? {} : { cosigned: cosignedList(cosigned) }),
    promises: promises.map(envelopeJson),
    reads: reads.map(encodeBase64),
    records: records.map(recordJson),
  });
  parseBundle(bytes);
  return bytes;
}

function cosignedList(cosigned: NonNullable<EvidenceBundle['cosigned']>): JsonObject[] {
  const inOrder = [...cosigned].sort(([left], [right]) => left - right);
  return inOrder.map(([of, each]) => ({ ...cosignedJson(each), of }));
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
