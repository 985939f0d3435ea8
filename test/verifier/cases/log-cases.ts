import type { JsonObject } from '@quancheng/protocol';
import type { EvidencePackage } from '@quancheng/verifier';
import { depositor, newStandardEvidence } from '../../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../../support/evidence/statements.js';
import { ORIGIN } from '../../support/evidence/consortium.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import { TestWorld } from '../../support/evidence/test-world.js';
import { anchorKey, signedCheckpoint } from '../../support/evidence/world-parts.js';
import { omit } from '../../support/evidence/omit.js';
import { treeHash } from '../../support/evidence/merkle-tree.js';
import { type PackageCase, committed, keysOf, member, single, withState, world } from './package-case.js';

export const logCases: readonly PackageCase[] = [
  {
    about: 'the entry of another record',
    check: 'entry',
    code: 'ENTRY_MISMATCH',
    evidence: () => world.packageOf(single, { entry: committed.entry }),
  },
  {
    about: 'a member’s entry without its index',
    check: 'entry',
    code: 'ENTRY_MISMATCH',
    evidence: memberless,
  },
  {
    about: 'a checkpoint of an unknown log',
    check: 'checkpoint',
    code: 'CHECKPOINT_UNKNOWN_LOG',
    verdict: 'unverifiable',
    evidence: unknownLog,
  },
  {
    about: 'a checkpoint signed by a stranger',
    check: 'checkpoint',
    code: 'CHECKPOINT_SIGNATURE_INVALID',
    evidence: () => withCheckpoint(signedCheckpoint(6, treeHash(world.leaves.slice(0, 6)), testSigner('x'))),
  },
  {
    about: 'a checkpoint with another’s signature',
    check: 'checkpoint',
    code: 'CHECKPOINT_SIGNATURE_INVALID',
    evidence: () => withCheckpoint(swappedSignature()),
  },
  {
    about: 'another index in the log',
    check: 'inclusion',
    code: 'INCLUSION_INVALID',
    evidence: () => withProof({ index: 1 }),
  },
  {
    about: 'a shorter proof',
    check: 'inclusion',
    code: 'INCLUSION_INVALID',
    evidence: () => withProof({ hashes: world.proof(single, world.covering(single)).hashes.slice(1) }),
  },
  {
    about: 'another received time',
    check: 'inclusion',
    code: 'INCLUSION_INVALID',
    evidence: () =>
      world.packageOf(single, { entry: { ...single.entry, received: '2026-11-23T07:00:00.000Z' } }),
  },
  {
    about: 'no anchor',
    check: 'anchor',
    code: 'ANCHOR_MISSING',
    verdict: 'unverifiable',
    evidence: unanchored,
  },
  { about: 'a fork', check: 'anchor', code: 'ANCHOR_MISMATCH', evidence: forked },
  {
    about: 'an anchor whose predecessor is missing',
    check: 'anchor',
    code: 'ANCHOR_MISMATCH',
    evidence: () => withState(anchorKey(0), () => undefined),
  },
  {
    about: 'an anchor that skips a number',
    check: 'anchor',
    code: 'ANCHOR_MISMATCH',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, number: 3 })),
  },
  {
    about: 'an anchor of another note',
    check: 'anchor',
    code: 'ANCHOR_MISMATCH',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, note: 'f'.repeat(64) })),
  },
  {
    about: 'a later anchor',
    check: 'anchor',
    code: 'ANCHOR_NOT_FIRST',
    verdict: 'unverifiable',
    evidence: laterAnchor,
  },
];

function memberless(): EvidencePackage {
  return world.packageOf(member, { entry: omit(member.entry, 'member') });
}

function withCheckpoint(checkpoint: string): EvidencePackage {
  return withProof({ checkpoint });
}

function withProof(change: Partial<EvidencePackage['proof']>): EvidencePackage {
  return world.packageOf(single, { proof: { ...world.proof(single, world.covering(single)), ...change } });
}

/** The log's own signature, but of its later checkpoint. */
function swappedSignature(): string {
  const [earlier, later] = [world.anchors[1]!, world.anchors[2]!].map(({ note }) => note.split('\n\n'));
  return `${earlier![0]!}\n\n${later![1]!}`;
}

/** Everything fits but the origin: the trust root names another. */
function unknownLog(): EvidencePackage {
  const own = newStandardEvidence().world;
  const proof = own.proof(single, own.covering(single));
  const rename = (text: string) => text.replaceAll(ORIGIN, 'log.example.org/other');
  const anchors = [anchorKey(0), anchorKey(6)];
  for (const key of anchors) {
    const { value, version } = own.state.get(key)!;
    own.state.replace(rename(key), {
      value: JSON.parse(rename(JSON.stringify(value))) as JsonObject,
      version,
    });
  }
  const keys = [...keysOf(single).filter((each) => !anchors.includes(each)), ...anchors.map(rename)];
  const renamed = { ...proof, checkpoint: rename(proof.checkpoint) };
  return own.packageOf(single, { proof: renamed, reads: [own.read({ keys })] });
}

function unanchored(): EvidencePackage {
  const own = newStandardEvidence().world;
  own.state.remove(anchorKey(6));
  return own.packageOf(single);
}

/** The log signs another tree of the same size, in which the record stands, too. */
function forked(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('2026-0001', [depositor]), [depositor]);
  for (let index = 1; index < 6; index += 1)
    own.deposit(documentStatement(`forged-${index}`, [depositor]), [depositor]);
  const anchor = own.anchor();
  return world.packageOf(single, { entry: record.entry, proof: own.proof(record, anchor) });
}

function laterAnchor(): EvidencePackage {
  const later = world.anchors[2]!;
  return world.packageOf(single, {
    proof: world.proof(single, later),
    reads: [world.read({ keys: world.keysOf(single, later) })],
  });
}
