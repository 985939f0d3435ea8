import { encodeHex, isMemberRecord, type Envelope } from '@quancheng/protocol';
import type { BundleRecord, EvidenceBundle } from '@quancheng/verifier';
import type { Deposited, TestWorld } from './test-world.js';

/** A bundle of records with their promises, and one endorsed read that answers everything. */
export function bundleOf(world: TestWorld, records: readonly Deposited[]): EvidenceBundle {
  const { keys, ...bundle } = bundleRecords(world, records);
  return { ...bundle, reads: [world.read({ keys: [...keys] })] };
}

/** The same without reads, and the state keys that these have to answer. */
export function bundleRecords(
  world: TestWorld,
  records: readonly Deposited[],
): Omit<EvidenceBundle, 'reads'> & { readonly keys: ReadonlySet<string> } {
  const batches = new Map<Envelope, number>();
  const checkpoints = new Map<string, number>();
  const promises = new Map<Envelope, number>();
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
  return {
    batches: [...batches.keys()],
    checkpoints: [...checkpoints.keys()],
    promises: [...promises.keys()],
    records: bundled,
    keys,
  };
}

function positionOf<Item>(items: Map<Item, number>, item: Item): number {
  const known = items.get(item) ?? items.size;
  items.set(item, known);
  return known;
}
