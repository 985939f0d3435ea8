import { join } from 'node:path';
import type { Appended, EvidenceLog } from '@quancheng/gateway';
import {
  entryBundlePath,
  leafHash,
  merkleRoot,
  parseEntryBundle,
  TILE_WIDTH,
  tileWidth,
  verifyInclusion,
  type LeafHash,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { entriesOf, newSubmission } from './submissions.js';

/** What a client was told, by key. */
export type Acknowledged = ReadonlyMap<string, Pick<Appended, 'first' | 'count' | 'received'>>;

/**
 * Holds a log against what its clients were told: every acknowledged submission is there once, at its index, with its
 * receipt time, and each of its entries is proven by the published checkpoint.
 */
export async function expectPromisesKept(log: EvidenceLog, acknowledged: Acknowledged): Promise<void> {
  const { checkpoint } = await log.publish();
  for (const [key, { first, count, received }] of acknowledged) {
    expect(await log.lookup(key), key).to.deep.equal({ first, count, received });
    const record = await log.record(first + count - 1);
    expect(record).to.deep.include({ key, first, count, received });
    const places = new Set([0, Math.floor(count / 2), count - 1]);
    const entries = [...entriesOf(key, count, received)];
    for (const place of places) {
      const entry = entries[place] ?? new Uint8Array();
      expect(Buffer.from(await log.entry(first + place)).equals(entry), `${key}#${place}`).to.equal(true);
      const proof = await log.inclusionProof(first + place, checkpoint.size);
      const isProven = verifyInclusion(
        first + place,
        checkpoint.size,
        leafHash(entry),
        proof,
        checkpoint.rootHash,
      );
      expect(isProven, `proof of ${key}#${place}`).to.equal(true);
    }
  }
  expectNoOverlap(acknowledged, checkpoint.size);
}

/** Sent again, each gets the first answer. */
export async function expectRepeated(
  log: EvidenceLog,
  acknowledged: Acknowledged,
  padding: number,
): Promise<void> {
  for (const [key, told] of acknowledged) {
    const again = await log.append(newSubmission(key, told.count, padding));
    expect(again, key).to.deep.equal({ ...told, duplicate: true });
  }
}

/** The root that the served entry bundles give, as an auditor computes it. */
export async function rootOfServedEntries(
  read: (path: string) => Promise<Uint8Array>,
  publicDirectory: string,
  size: number,
): Promise<Uint8Array> {
  const leaves: LeafHash[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const path = entryBundlePath(index, tileWidth(0, index, size));
    const bundle = await read(join(publicDirectory, path));
    leaves.push(...parseEntryBundle(bundle).map((entry) => leafHash(entry)));
  }
  return merkleRoot(leaves);
}

function expectNoOverlap(acknowledged: Acknowledged, size: number): void {
  let end = 0;
  for (const { first, count } of [...acknowledged.values()].sort((a, b) => a.first - b.first)) {
    expect(first).to.be.at.least(end);
    end = first + count;
  }
  expect(end).to.be.at.most(size);
}
