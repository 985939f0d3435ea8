import { decodeHex, QuanchengError, type Envelope, type SignedRecord } from '@quancheng/protocol';
import type { EvidencePackage } from '../package/evidence-package.js';
import { isBundledMember, type BundleRecord, type EvidenceBundle } from './evidence-bundle.js';

/**
 * The package that one record of a bundle stands for, with all of the bundle's reads. Shared parts are the same
 * objects in every package.
 * @throws VALUE_OUT_OF_RANGE if there is no such record
 */
export function packageAt(bundle: EvidenceBundle, position: number): EvidencePackage {
  const record = elementAt(bundle.records, position);
  const { entry, index, proof, promise, originalKey, original } = record;
  const cosigned = bundle.cosigned?.get(record.checkpoint);
  return {
    record: signedRecord(bundle.batches, record),
    entry,
    proof: {
      index,
      hashes: proof.map((hash) => decodeHex(hash)),
      checkpoint: elementAt(bundle.checkpoints, record.checkpoint),
    },
    ...(promise === undefined ? {} : { promise: elementAt(bundle.promises, promise) }),
    ...(cosigned === undefined ? {} : { cosigned }),
    reads: bundle.reads,
    ...(originalKey === undefined ? {} : { originalKey }),
    ...(original === undefined ? {} : { original }),
  };
}

function signedRecord(batches: readonly Envelope[], record: BundleRecord): SignedRecord {
  if (!isBundledMember(record)) return { envelope: record.envelope };
  const { batch, member, path, payload } = record;
  return { batch: { envelope: elementAt(batches, batch), index: member, path }, payload };
}

function elementAt<Item>(items: readonly Item[], position: number): Item {
  const item = items[position];
  if (item === undefined) throw new QuanchengError('VALUE_OUT_OF_RANGE', `there is no item ${position}`);
  return item;
}
