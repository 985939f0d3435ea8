import {
  addNoteSignatures,
  consistencyProof,
  formatNote,
  formatVerifierKey,
  newCosigner,
  parseNote,
  sha256,
  type NodeSource,
  type NoteSigner,
} from '@quancheng/protocol';
import type { CosignedCheckpoint } from '@quancheng/verifier';
import { newTestConsortium, type TestConsortium } from './consortium.js';
import { testSigner } from './test-keys.js';
import type { Anchored, TestWorld } from './test-world.js';

/** When the first witness cosigns, in POSIX seconds; each further one a second later. */
export const COSIGNED_AT = Date.parse('2026-11-23T08:00:20.000Z') / 1_000;
export const witnessNames = ['arbitration.example/witness', 'court.example/witness', 'fund.example/witness'];

/** The witness with this number cosigns at this time. */
export function testCosigner(number: number, time = COSIGNED_AT + number): NoteSigner {
  const name = witnessNames[number]!;
  return newCosigner(name, testSigner(name), time);
}

/** C2SP tlog-policy: two of the three, unless the quorum is said. */
export function witnessPolicy(quorum = 'group two 2 w0 w1 w2\nquorum two'): string {
  const lines = witnessNames.map(
    (_, number) => `witness w${number} ${formatVerifierKey(testCosigner(number).key)}`,
  );
  return `# test witnesses\n${lines.join('\n')}\n${quorum}\n`;
}

export function newWitnessedConsortium(policy = witnessPolicy()): TestConsortium {
  return newTestConsortium(undefined, (content) => ({ ...content, witnesses: policy }));
}

/** The note with further cosignatures. */
export function cosign(note: string, ...cosigners: readonly NoteSigner[]): string {
  return formatNote(addNoteSignatures(parseNote(note), cosigners));
}

/** Consistency proof between two sizes of the world's log. */
export function proofBetween(world: TestWorld, from: number, to: number): Uint8Array[] {
  return consistencyProof(from, to, nodesOf(world.leaves));
}

/** A later anchored checkpoint, cosigned, with the proof that leads to it. */
export function cosignedLater(
  world: TestWorld,
  from: Anchored,
  later: Anchored,
  ...cosigners: readonly NoteSigner[]
): CosignedCheckpoint {
  return {
    checkpoint: cosign(later.note, ...cosigners),
    proof: proofBetween(world, from.size, later.size),
  };
}

/** Complete subtrees by RFC 6962's definition. */
function nodesOf(leaves: readonly Uint8Array[]): NodeSource {
  const node: NodeSource = (level, index) =>
    level === 0
      ? leaves[index]!
      : sha256(Uint8Array.of(1), node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  return node;
}
