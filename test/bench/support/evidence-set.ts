// A log with many checkpoints and signers, and the evidence of all its records in one bundle.
import type { JsonObject } from '@quancheng/protocol';
import type { EvidenceBundle } from '@quancheng/verifier';
import { bundleRecords } from '../../support/evidence/bundle-builder.js';
import { newGrowingTree } from '../../support/evidence/growing-tree.js';
import { cosign, newWitnessedConsortium, testCosigner } from '../../support/evidence/witnesses.js';
import { sharingStatement, type TestSigner } from '../../support/evidence/statements.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { TestWorld, type Deposited } from '../../support/evidence/test-world.js';

/** A read takes 64 keys; every read answers for the ledger, too. */
const KEYS_AT_ONCE = 63;

export interface EvidenceSet {
  readonly world: TestWorld;
  readonly bundle: EvidenceBundle;
  readonly deposited: readonly Deposited[];
}

export interface EvidenceSetOptions {
  readonly checkpoints: number;
  readonly signers: number;
  /** Records under one checkpoint. */
  readonly records: number;
  /** Whether the records under a checkpoint are one batch, signed once; otherwise each is signed by itself. */
  readonly isBatched: boolean;
}

/** Signers take turns; every other one's key is on P-256. */
export function newEvidenceSet({
  checkpoints,
  signers,
  records,
  isBatched,
}: EvidenceSetOptions): EvidenceSet {
  const world = new TestWorld(newWitnessedConsortium(), newGrowingTree());
  const all = Array.from({ length: signers }, (_, number) => newParticipant(world, number));
  world.state.advance();
  const deposited: Deposited[] = [];
  const signerOf = (number: number): TestSigner => all[number % all.length]!;
  for (let checkpoint = 0; checkpoint < checkpoints; checkpoint += 1) {
    const statement = (index: number, by: TestSigner): JsonObject =>
      sharingStatement(`${checkpoint}.${index}`, [by]);
    const numbers = Array.from({ length: records }, (_, index) => index);
    if (isBatched) {
      const by = signerOf(checkpoint);
      const members = numbers.map((index) => statement(index, by));
      deposited.push(...world.depositBatch(String(checkpoint), members, [by]));
    } else {
      for (const index of numbers) {
        const by = signerOf(checkpoint * records + index);
        deposited.push(world.deposit(statement(index, by), [by]));
      }
    }
    world.anchor();
  }
  // What was not revoked by now was not revoked before any of the anchors.
  for (let tick = 0; tick < 2; tick += 1) world.state.advance();
  return { world, deposited, bundle: newBundle(world, deposited) };
}

function newParticipant(world: TestWorld, number: number): TestSigner {
  const signer = testSigner(`participant ${number}`, number % 2 === 0 ? 'ed25519' : 'ecdsa-p256-sha256');
  const participant = `91370100MA4C${String(number).padStart(5, '0')}X`;
  world.register(participant, [signer]);
  return { participant, signer };
}

function newBundle(world: TestWorld, deposited: readonly Deposited[]): EvidenceBundle {
  const { keys, ...bundle } = bundleRecords(world, deposited);
  const wanted = [...keys].filter((key) => key !== 'ledger');
  const reads: Uint8Array[] = [];
  for (let begin = 0; begin < wanted.length; begin += KEYS_AT_ONCE) {
    reads.push(world.read({ keys: ['ledger', ...wanted.slice(begin, begin + KEYS_AT_ONCE)] }));
  }
  return { ...bundle, reads, checkpoints: bundle.checkpoints.map(cosignedByTwo) };
}

function cosignedByTwo(note: string): string {
  return cosign(note, testCosigner(0), testCosigner(1));
}
