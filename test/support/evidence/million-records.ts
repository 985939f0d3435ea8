import { encodeUtf8, formatTlogProof, leafHash } from '@quancheng/protocol';
import { formatPackage } from '@quancheng/verifier';
import { newGrowingTree } from './growing-tree.js';
import { depositor } from './standard-evidence.js';
import { DEPOSITOR, sharingStatement } from './statements.js';
import { TestWorld } from './test-world.js';
import { cosign, newWitnessedConsortium, testCosigner } from './witnesses.js';

const MILLION = 1_000_000;

/** What is kept of one record, as files. */
export interface LargeEvidence {
  readonly world: TestWorld;
  /** C2SP tlog-proof, with the cosignatures of three witnesses. */
  readonly tlogProof: string;
  /** Without the original: with the promise, and a read that all three organisations endorsed. */
  readonly packageBytes: Uint8Array;
}

/** A record in a log of a million records; the others are alike, which changes no length. */
export function newLargeEvidence(): LargeEvidence {
  const world = new TestWorld(newWitnessedConsortium(), newGrowingTree());
  world.register(DEPOSITOR, [depositor.signer]);
  const alike = leafHash(encodeUtf8('another record'));
  const appendAlike = (count: number): void => {
    for (let number = 0; number < count; number += 1) world.leaves.push(alike);
  };
  // Neither the first nor the last: in the fullest part of the tree, with the longest path.
  appendAlike(MILLION / 2);
  world.anchor();
  const deposited = world.deposit(sharingStatement('018f3c1a-7b5d-7c3e-9a41-5d2f6b8e0c17', [depositor]), [
    depositor,
  ]);
  appendAlike(MILLION / 2 - 1);
  const anchor = world.anchor();
  const checkpoint = cosign(anchor.note, ...[0, 1, 2].map((number) => testCosigner(number)));
  const proof = { ...world.proof(deposited, anchor), checkpoint };
  const read = world.read({ keys: world.keysOf(deposited, anchor), endorsers: [0, 1, 2] });
  const evidence = world.packageOf(deposited, { proof, promise: deposited.promise, reads: [read] });
  return { world, tlogProof: formatTlogProof(proof), packageBytes: formatPackage(evidence) };
}
