import { formatNote, parseNote, type NoteSigner } from '@quancheng/protocol';
import type { CosignedCheckpoint, EvidencePackage } from '@quancheng/verifier';
import { newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { TestWorld } from '../../support/evidence/test-world.js';
import {
  cosign,
  cosignedLater,
  newWitnessedConsortium,
  proofBetween,
  testCosigner,
  witnessPolicy,
} from '../../support/evidence/witnesses.js';
import { signedCheckpoint } from '../../support/evidence/world-parts.js';
import { treeHash } from '../../support/evidence/merkle-tree.js';
import { DEPOSITOR, documentStatement } from '../../support/evidence/statements.js';
import { depositor } from '../../support/evidence/standard-evidence.js';
import type { PackageCase } from './package-case.js';

export const witnessed = newWitnessedConsortium();
/** Its policy is `quorum none`. */
export const unwitnessed = newWitnessedConsortium(witnessPolicy('quorum none'));

const { world, single } = newStandardEvidence(witnessed);
const first = world.anchors[1]!;
const later = world.anchors[2]!;
const two = [testCosigner(0), testCosigner(2)];

/** The single record's package, its checkpoint cosigned by these. */
export function cosignedBy(...cosigners: readonly NoteSigner[]): EvidencePackage {
  return withNote(cosign(first.note, ...cosigners));
}

/** The same under a later checkpoint that two witnesses cosigned. */
export function cosignedLaterBy(change: Partial<CosignedCheckpoint> = {}): EvidencePackage {
  return world.packageOf(single, { cosigned: { ...cosignedLater(world, first, later, ...two), ...change } });
}

export const witnessCases: readonly PackageCase[] = [
  {
    about: 'a witness’s cosignature of another checkpoint',
    check: 'witnesses',
    code: 'COSIGNATURE_INVALID',
    consortium: witnessed,
    evidence: () => withNote(withSignatureOf(first.note, cosign(later.note, ...two))),
  },
  {
    about: 'a witness’s cosignature with another time',
    check: 'witnesses',
    code: 'COSIGNATURE_INVALID',
    consortium: witnessed,
    evidence: redated,
  },
  {
    about: 'a bad cosignature on the anchored checkpoint beside a good later one',
    check: 'witnesses',
    code: 'COSIGNATURE_INVALID',
    consortium: witnessed,
    evidence: () => ({ ...redated(), cosigned: cosignedLater(world, first, later, ...two) }),
  },
  {
    about: 'a cosignature at a time that no calendar has',
    check: 'witnesses',
    code: 'COSIGNATURE_INVALID',
    consortium: witnessed,
    evidence: () => cosignedBy(testCosigner(0, 2 ** 52), testCosigner(1, 2 ** 52)),
  },
  {
    about: 'a later checkpoint without the right proof',
    check: 'witnesses',
    code: 'COSIGNED_CHECKPOINT_MISMATCH',
    consortium: witnessed,
    evidence: () => cosignedLaterBy({ proof: proofBetween(world, first.size - 1, later.size) }),
  },
  {
    about: 'a cosigned checkpoint of a fork',
    check: 'witnesses',
    code: 'COSIGNED_CHECKPOINT_MISMATCH',
    consortium: witnessed,
    evidence: () => cosignedLaterBy({ checkpoint: cosign(forkedNote(), ...two) }),
  },
  {
    about: 'a cosigned checkpoint that is smaller than the anchored one',
    check: 'witnesses',
    code: 'COSIGNED_CHECKPOINT_MISMATCH',
    consortium: witnessed,
    evidence: () => cosignedLaterBy({ checkpoint: cosign(world.anchors[0]!.note, ...two), proof: [] }),
  },
  {
    about: 'a cosigned checkpoint that the log didn’t sign',
    check: 'witnesses',
    code: 'COSIGNED_CHECKPOINT_MISMATCH',
    consortium: witnessed,
    evidence: () => cosignedLaterBy({ checkpoint: cosign(strangersNote(), ...two) }),
  },
  {
    about: 'one witness of two',
    check: 'witnesses',
    code: 'WITNESS_QUORUM_MISSING',
    verdict: 'integrity-proven',
    consortium: witnessed,
    evidence: () => cosignedBy(testCosigner(1)),
  },
  {
    about: 'one witness twice',
    check: 'witnesses',
    code: 'WITNESS_QUORUM_MISSING',
    verdict: 'integrity-proven',
    consortium: witnessed,
    evidence: () => cosignedBy(testCosigner(1), testCosigner(1)),
  },
  {
    about: 'cosignatures on the anchored checkpoint, and fewer on the later one that is brought instead',
    check: 'witnesses',
    code: 'WITNESS_QUORUM_MISSING',
    verdict: 'integrity-proven',
    consortium: witnessed,
    evidence: () => ({ ...cosignedBy(...two), cosigned: cosignedLater(world, first, later, two[0]!) }),
  },
  {
    about: 'all witnesses under quorum none',
    check: 'witnesses',
    code: 'WITNESS_POLICY_NONE',
    verdict: 'integrity-proven',
    consortium: unwitnessed,
    evidence: () => {
      const own = newStandardEvidence(unwitnessed);
      const anchor = own.world.covering(own.single);
      const checkpoint = cosign(anchor.note, testCosigner(0), testCosigner(1), testCosigner(2));
      return own.world.packageOf(own.single, {
        proof: { ...own.world.proof(own.single, anchor), checkpoint },
      });
    },
  },
];

function withNote(checkpoint: string): EvidencePackage {
  return world.packageOf(single, { proof: { ...world.proof(single, first), checkpoint } });
}

/** One note with the witnesses' lines of another. */
function withSignatureOf(note: string, other: string): string {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, ...parseNote(other).signatures.slice(1)] });
}

/** A good quorum, whose first cosignature says a later time than was signed. */
function redated(): EvidencePackage {
  const { text, signatures } = parseNote(cosign(first.note, ...two));
  const altered = signatures.map((each, place) => {
    if (place !== 1) return each;
    const signature = each.signature.slice();
    signature[7]! ^= 1;
    return { ...each, signature };
  });
  return withNote(formatNote({ text, signatures: altered }));
}

function forkedNote(): string {
  const own = new TestWorld(witnessed);
  own.register(DEPOSITOR, [depositor.signer]);
  for (let index = 0; index < later.size; index += 1)
    own.deposit(documentStatement(`forged-${index}`, [depositor]), [depositor]);
  return own.anchor().note;
}

function strangersNote(): string {
  return signedCheckpoint(later.size, treeHash(world.leaves.slice(0, later.size)), testSigner('x'));
}
