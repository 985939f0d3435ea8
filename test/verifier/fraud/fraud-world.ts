import {
  consistencyProof,
  encodeHex,
  formatEntry,
  formatTlogProof,
  parsePromise,
  unverifiedPayload,
  type Envelope,
  type LogEntry,
} from '@quancheng/protocol';
import type {
  AnchoredForkProof,
  AnchoredRewriteProof,
  BrokenPromiseProof,
  ForkProof,
  FraudProof,
  LatePromiseProof,
  OtherBeginning,
  ProvenLeaf,
  RewriteProof,
  TwoLeavesProof,
} from '@quancheng/verifier';
import { ORIGIN } from '../../support/evidence/consortium.js';
import { auditPath, treeHash } from '../../support/evidence/merkle-tree.js';
import { depositor, newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../../support/evidence/statements.js';
import { TestWorld, type Deposited } from '../../support/evidence/test-world.js';
import { cosign, newWitnessedConsortium, testCosigner } from '../../support/evidence/witnesses.js';
import { anchorKey, ledgerTime, signedCheckpoint } from '../../support/evidence/world-parts.js';

const HOUR = 3_600_000;
export const consortium = newWitnessedConsortium();
export const trustRoot = consortium.root;
/** The log as everybody sees it. */
export const { world, single, members } = newStandardEvidence(consortium);
/** What the same log shows to somebody else: other records, from the first on. */
export const fork = new TestWorld(consortium);
fork.register(DEPOSITOR, [depositor.signer]);
const forged = Array.from({ length: 8 }, (_, index) =>
  fork.deposit(documentStatement(`forged-${index}`, [depositor]), [depositor]),
);

export function noteOf(of: TestWorld, size: number): string {
  return signedCheckpoint(size, treeHash(of.leaves.slice(0, size)), consortium.logSigner);
}

/** C2SP tlog-proof of an index in a tree of this size. */
export function tlogProof(of: TestWorld, index: number, size: number): string {
  const hashes = auditPath(index, of.leaves.slice(0, size));
  return formatTlogProof({ index, hashes, checkpoint: noteOf(of, size) });
}

export function leafOf(of: TestWorld, index: number, size: number): ProvenLeaf {
  return { leaf: encodeHex(of.leaves[index]!), proof: tlogProof(of, index, size) };
}

export function entryBytes({ entry }: { readonly entry: LogEntry }): Uint8Array {
  return formatEntry(entry);
}

/** What the ledger holds of the log once its newest anchor is of this size, so long after the evidence was made. */
export function readAfter(size: number, hours: number, keys = [`log/${ORIGIN}`]): Uint8Array {
  const own = newStandardEvidence(consortium).world;
  own.state.nextBlock();
  own.state.put(`log/${ORIGIN}`, {
    anchors: 2,
    head: { root: encodeHex(treeHash(own.leaves.slice(0, size))), size },
    keys: [{ from: 0, verifierKey: 'log.example.org/jinan+00000000+AQ==' }],
    operator: DEPOSITOR,
    origin: ORIGIN,
    registered: ledgerTime(own.state),
    version: 1,
  });
  own.state.advance(hours * HOUR);
  return own.read({ keys });
}

/** What the ledger holds if an anchor of the whole log came so many hours after the first records. */
export function readOfLateAnchor(hours: number): Uint8Array {
  const own = new TestWorld(consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  for (let index = 0; index < 3; index += 1)
    own.deposit(documentStatement(`slow-${index}`, [depositor]), [depositor]);
  own.state.advance(hours * HOUR);
  const { size } = own.anchor();
  own.state.advance();
  return own.read({ keys: [anchorKey(size)] });
}

export const forkProof = (size = 6): ForkProof => ({
  kind: 'fork',
  notes: [noteOf(world, size), noteOf(fork, size)],
});

export const cosignedForkProof = (): ForkProof => {
  const [left, right] = forkProof().notes;
  const both = testCosigner(0);
  return { kind: 'fork', notes: [cosign(left, both, testCosigner(1)), cosign(right, both, testCosigner(2))] };
};

export const anchoredForkProof = (size = 6, from: TestWorld = fork): AnchoredForkProof => ({
  kind: 'anchored-fork',
  note: noteOf(from, size),
  read: world.read({ keys: [anchorKey(size)] }),
});

export const twoLeavesProof = (left = 3, right = 3): TwoLeavesProof => ({
  kind: 'two-leaves',
  leaves: [leafOf(world, left, 6), leafOf(fork, right, 8)],
});

/** The promise is of a record in the world; the entry stands at its index in what the log shows to others. */
export const brokenPromiseProof = (about: Deposited = single, index = about.index): BrokenPromiseProof => ({
  kind: 'broken-promise',
  promise: about.promise,
  entry: entryBytes(forged[index]!),
  proof: tlogProof(fork, index, 8),
});

export const latePromiseProof = (
  read = readAfter(0, 2),
  promise: Envelope = single.promise,
): LatePromiseProof => ({
  kind: 'late-promise',
  promise,
  read,
});

/** What the forged log is at a smaller size, by its own hashes. */
export function otherBeginning(smaller: number, larger: number): OtherBeginning {
  const hashes = consistencyProof(smaller, larger, (level, index) =>
    treeHash(fork.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
  );
  return { root: encodeHex(treeHash(fork.leaves.slice(0, smaller))), proof: hashes.map(encodeHex) };
}

export const rewriteProof = (smaller = 6, larger = 8): RewriteProof => ({
  kind: 'rewrite',
  notes: [noteOf(world, smaller), noteOf(fork, larger)],
  ...otherBeginning(smaller, larger),
});

export const anchoredRewriteProof = (size = 6, larger = 8): AnchoredRewriteProof => ({
  kind: 'anchored-rewrite',
  note: noteOf(fork, larger),
  read: world.read({ keys: [anchorKey(size)] }),
  size,
  ...otherBeginning(size, larger),
});

/** One of each kind, and the variants that are judged in another way. */
export const valid: Readonly<Record<string, () => FraudProof>> = {
  fork: forkProof,
  'cosigned-fork': cosignedForkProof,
  'anchored-fork': anchoredForkProof,
  'two-leaves': twoLeavesProof,
  'broken-promise': brokenPromiseProof,
  'broken-batch-promise': () => brokenPromiseProof(members[2]),
  'late-promise': latePromiseProof,
  'late-anchor': () => latePromiseProof(readOfLateAnchor(2)),
  rewrite: rewriteProof,
  'rewrite-of-power-of-two': () => rewriteProof(4, 7),
  'anchored-rewrite': anchoredRewriteProof,
};

/** The batch's promise with something else said. */
export function batchPromise(change: object): Envelope {
  const known = parsePromise(unverifiedPayload(members[0]!.promise));
  return world.promise({ first: known.first, size: known.size, batch: known.batch!, ...change });
}
