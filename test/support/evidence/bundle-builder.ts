import { encodeHex, isMemberRecord, type Envelope } from '@quancheng/protocol';
import type { BundleRecord, EvidenceBundle } from '@quancheng/verifier';
import type { Deposited, TestWorld } from './test-world.js';

/** A bundle of records with their promises, and one endorsed read that answers everything. */
export function bundleOf(world: TestWorld, records: readonly Deposited[]): EvidenceBundle {
  const batches: Envelope[] = [];
  const checkpoints: string[] = [];
  const promises: Envelope[] = [];
  const keys = new Set<string>();
  const bundled = records.map((deposited): BundleRecord => {
    const anchor = world.covering(deposited);
    for (const key of world.keysOf(deposited, anchor)) keys.add(key);
    const shared = {
      entry: deposited.entry,
      index: deposited.index,
      proof: world.proof(deposited, anchor).hashes.map(encodeHex),
      checkpoint: positionOf(checkpoints, anchor.note),
      promise: positionOf(promises, deposited.promise),
    };
    const { record } = deposited;
    if (!isMemberRecord(record)) return { ...shared, envelope: record.envelope };
    const { envelope, index, path } = record.batch;
    return { ...shared, batch: positionOf(batches, envelope), member: index, path, payload: record.payload };
  });
  return { batches, checkpoints, promises, reads: [world.read({ keys: [...keys] })], records: bundled };
}

function positionOf<Item>(items: Item[], item: Item): number {
  const known = items.indexOf(item);
  return known < 0 ? items.push(item) - 1 : known;
}
