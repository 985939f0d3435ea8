import { deflateSync } from 'node:zlib';
import { encodeUtf8, formatTlogProof, leafHash, newCosigner, type NoteSigner } from '@quancheng/protocol';
import { formatPackage } from '@quancheng/verifier';
import { issueTestCertificate } from './certificates.js';
import type { TestConsortium } from './consortium.js';
import { newGrowingTree } from './growing-tree.js';
import { depositor } from './standard-evidence.js';
import { DEPOSITOR, sharingStatement } from './statements.js';
import { testSigner } from './test-keys.js';
import { TestWorld } from './test-world.js';
import { cosign, COSIGNED_AT, newWitnessedConsortium, testCosigner } from './witnesses.js';

const MILLION = 1_000_000;

/** A real organisation's certificates take about so many characters of PEM. */
const LONG_NAME = 'peer0.data-resources.jinan.example.org, a department '.repeat(5);

/** What is kept of one record, as files. */
export interface LargeEvidence {
  readonly world: TestWorld;
  /** C2SP tlog-proof, with seven cosignatures. */
  readonly tlogProof: string;
  /** Without the original: with the promise, and a read that all three organisations endorsed, compressed. */
  readonly packageBytes: Uint8Array;
}

/** A record in a log of a million records; the others are alike, which changes no length. */
export function newLargeEvidence(): LargeEvidence {
  const world = new TestWorld(withLongCertificates(newWitnessedConsortium()), newGrowingTree());
  world.register(DEPOSITOR, [depositor.signer]);
  const alike = leafHash(encodeUtf8('another record'));
  const appendAlike = (count: number): void => {
    for (let number = 0; number < count; number += 1) world.leaves.push(alike);
  };
  // In the middle: with the longest path.
  appendAlike(MILLION / 2);
  world.anchor();
  const statement = sharingStatement('018f3c1a-7b5d-7c3e-9a41-5d2f6b8e0c17', [depositor]);
  const deposited = world.deposit(statement, [depositor]);
  appendAlike(MILLION / 2 - 1);
  const anchor = world.anchor();
  const proof = { ...world.proof(deposited, anchor), checkpoint: cosign(anchor.note, ...cosigners()) };
  const read = world.read({ keys: world.keysOf(deposited, anchor), endorsers: [0, 1, 2] });
  const evidence = world.packageOf(deposited, {
    proof,
    promise: deposited.promise,
    reads: [new Uint8Array(deflateSync(read, { level: 9 }))],
  });
  return { world, tlogProof: formatTlogProof(proof), packageBytes: formatPackage(evidence) };
}

/** The policy's three, and four that it does not name. */
function cosigners(): readonly NoteSigner[] {
  const others = [3, 4, 5, 6].map((number) => {
    const name = `witness${number}.arbitration.example`;
    return newCosigner(name, testSigner(name), COSIGNED_AT);
  });
  return [...[0, 1, 2].map((number) => testCosigner(number)), ...others];
}

function withLongCertificates(consortium: TestConsortium): TestConsortium {
  const organisations = consortium.organisations.map((each) => ({
    ...each,
    peer: issueTestCertificate(each.authority, { name: `${LONG_NAME} ${each.mspId}`, units: ['peer'] }),
    client: issueTestCertificate(each.authority, { name: `${LONG_NAME} client`, units: ['client'] }),
  }));
  return { ...consortium, organisations };
}
