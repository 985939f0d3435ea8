import {
  encodeBase64,
  encodeUtf8,
  formatPromise,
  isMemberRecord,
  payloadTypes,
  signEnvelope,
  type ErrorCode,
  type JsonObject,
  type LogPromise,
} from '@quancheng/protocol';
import {
  checkRegistry,
  formatPackage,
  verifyPackage,
  type CheckId,
  type EvidencePackage,
  type PackageOptions,
  type Verdict,
} from '@quancheng/verifier';
import { expect } from 'chai';
import {
  depositor,
  newStandardEvidence,
  ORIGINAL_KEY,
  VERIFIED_AT,
} from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { ORIGIN, signTrustRoot } from '../support/evidence/consortium.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { anchorKey, signedCheckpoint, TestWorld, type Deposited } from '../support/evidence/test-world.js';
import { treeHash } from '../support/evidence/merkle-tree.js';
import { failures } from '../support/evidence/verify.js';

interface Case {
  readonly about: string;
  readonly check: CheckId;
  readonly code: ErrorCode;
  /** Of the package; `mismatch` unless said otherwise. */
  readonly verdict?: Verdict;
  readonly evidence: () => EvidencePackage | Uint8Array;
  readonly options?: Partial<PackageOptions>;
}

const standard = newStandardEvidence();
const { world, single, members, shared, committed } = standard;
const trustRoot = world.consortium.root;
const member = members[2]!;

const cases: readonly Case[] = [
  { about: 'no JSON', check: 'package', code: 'PACKAGE_MALFORMED', evidence: () => encodeUtf8('no JSON') },
  {
    about: 'no trust root',
    check: 'trust-root',
    code: 'TRUST_ROOT_NOT_PINNED',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: undefined },
  },
  {
    about: 'a root of another fingerprint',
    check: 'trust-root',
    code: 'TRUST_ROOT_NOT_PINNED',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: { envelope: world.consortium.rootEnvelope, fingerprint: '0'.repeat(64) } },
  },
  {
    about: 'a root that is none',
    check: 'trust-root',
    code: 'TRUST_ROOT_INVALID',
    verdict: 'unverifiable',
    evidence: plain,
    options: { trustRoot: { envelope: signTrustRoot({}, [testSigner('x')]), fingerprint: '0'.repeat(64) } },
  },
  {
    about: 'a statement with an unknown member',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ other: 1 }),
  },
  {
    about: 'core data',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ level: 'core' }),
  },
  {
    about: 'a command',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => deposited({ schema: 'quancheng/command/v1' }),
  },
  {
    about: 'a promise as record',
    check: 'statement',
    code: 'STATEMENT_INVALID',
    evidence: () => world.packageOf({ ...single, record: { envelope: single.promise } }),
  },
  {
    about: 'a statement for another ledger',
    check: 'audience',
    code: 'AUDIENCE_MISMATCH',
    evidence: () => deposited({ audience: 'f'.repeat(32) }),
  },
  {
    about: 'a path of another member',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ path: pathOf(members[3]!) }),
  },
  {
    about: 'a longer path',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ path: [...pathOf(member), '00'.repeat(32)] }),
  },
  {
    about: 'an envelope that is no batch’s',
    check: 'batch',
    code: 'BATCH_PROOF_INVALID',
    evidence: () => inBatch({ envelope: envelopeOf(single) }),
  },
  {
    about: 'another index',
    check: 'batch',
    code: 'BATCH_MEMBER_MISPLACED',
    evidence: () => inBatch({ index: 3 }),
  },
  {
    about: 'an index beyond the batch',
    check: 'batch',
    code: 'BATCH_MEMBER_MISPLACED',
    evidence: () => inBatch({ index: 5 }),
  },
  {
    about: 'a read that is none',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withReads(encodeUtf8('x')),
  },
  {
    about: 'an anchor of another form',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, other: 1 })),
  },
  {
    about: 'a key filed under another id',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(keyKey(), (value) => ({ ...value, key: 'f'.repeat(64) })),
  },
  {
    about: 'a participant filed under another id',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(`participant/${DEPOSITOR}`, (value) => ({ ...value, id: 'other' })),
  },
  {
    about: 'an anchor filed under another size',
    check: 'reads',
    code: 'READ_MALFORMED',
    evidence: () => withState(anchorKey(6), (value) => ({ ...value, size: 7 })),
  },
  {
    about: 'a read with a failed response',
    check: 'reads',
    code: 'READ_SET_MISMATCH',
    evidence: () => withReads(readOf(single, { change: (parts) => (parts.status = 201) })),
  },
  {
    about: 'a read of another channel',
    check: 'reads',
    code: 'READ_CONTEXT_MISMATCH',
    evidence: () => withReads(readOf(single, { change: (parts) => (parts.channel = 'other') })),
  },
  {
    about: 'a ledger that calls itself another',
    check: 'reads',
    code: 'READ_CONTEXT_MISMATCH',
    evidence: () => withState('ledger', (value) => ({ ...value, ledger: 'f'.repeat(32) })),
  },
  {
    about: 'a read by a stranger',
    check: 'reads',
    code: 'READ_SIGNATURE_INVALID',
    evidence: () =>
      withReads(
        readOf(single, {
          change: (parts) => (parts.endorsers[0]!.signer = testSigner('x', 'ecdsa-p256-sha256')),
        }),
      ),
  },
  { about: 'reads that contradict each other', check: 'reads', code: 'READ_CONFLICT', evidence: conflicting },
  {
    about: 'a read that lacks a key',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: () => withReads(world.read({ keys: keysOf(single).filter((key) => key !== keyKey()) })),
  },
  {
    about: 'a read that lacks the earlier anchor',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: () => withReads(world.read({ keys: keysOf(single).filter((key) => key !== anchorKey(0)) })),
  },
  {
    about: 'a status from before the anchor',
    check: 'reads',
    code: 'READ_INCOMPLETE',
    verdict: 'unverifiable',
    evidence: outdatedStatus,
  },
  {
    about: 'a read by one operator',
    check: 'reads',
    code: 'ENDORSEMENT_TOO_FEW',
    verdict: 'unverifiable',
    evidence: () => withReads(readOf(single, { endorsers: [2] })),
  },
  {
    about: 'a signature stripped',
    check: 'signatures',
    code: 'SIGNER_SET_MISMATCH',
    evidence: () => resigned(shared, (signatures) => signatures.slice(1)),
  },
  {
    about: 'a signature too many',
    check: 'signatures',
    code: 'SIGNER_SET_MISMATCH',
    evidence: () =>
      resigned(single, (signatures) => [...signatures, { keyid: 'f'.repeat(64), sig: signatures[0]!.sig }]),
  },
  {
    about: 'another’s signature',
    check: 'signatures',
    code: 'SIGNATURE_INVALID',
    evidence: () => resigned(shared, ([first, second]) => [{ ...first!, sig: second!.sig }, second!]),
  },
  {
    about: 'a signer whose key is unregistered',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () => signedBy(testSigner('unregistered')),
  },
  { about: 'a signer under another’s name', check: 'signatures', code: 'KEY_UNKNOWN', evidence: otherName },
  {
    about: 'a key that its participant does not list',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () => withState(`participant/${DEPOSITOR}`, (value) => ({ ...value, keys: ['f'.repeat(64)] })),
  },
  {
    about: 'a ledger key of another id',
    check: 'signatures',
    code: 'KEY_UNKNOWN',
    evidence: () =>
      withState(keyKey(), (value) => ({ ...value, publicKey: encodeBase64(testSigner('x').publicKey.spki) })),
  },
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
  {
    about: 'a key registered after the anchor',
    check: 'signer-keys',
    code: 'KEY_NOT_YET_REGISTERED',
    evidence: registeredLate,
  },
  {
    about: 'a key revoked before the anchor',
    check: 'signer-keys',
    code: 'KEY_REVOKED',
    verdict: 'unverifiable',
    evidence: revokedBefore,
  },
  {
    about: 'a promise signed by a stranger',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({}, testSigner('x')),
  },
  {
    about: 'a promise for another ledger',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({ audience: 'f'.repeat(32) as LogPromise['audience'] }),
  },
  {
    about: 'a promise of another log',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => promised({ origin: 'other' }),
  },
  {
    about: 'another record’s promise',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => world.packageOf(single, { promise: committed.promise }),
  },
  {
    about: 'a statement as promise',
    check: 'promise',
    code: 'PROMISE_INVALID',
    evidence: () => world.packageOf(single, { promise: envelopeOf(single) }),
  },
  {
    about: 'a promise of another entry at this index',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ leaf: 'f'.repeat(64) }),
  },
  {
    about: 'a promise of this entry at another index',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ first: 7 }),
  },
  {
    about: 'a promise of another received time',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => promised({ received: '2026-11-23T08:00:00.000Z' }),
  },
  {
    about: 'a promise of a batch of another root',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => batchPromised({ root: 'f'.repeat(64) }),
  },
  {
    about: 'a promise of another batch at these indexes',
    check: 'promise',
    code: 'PROMISE_BROKEN',
    evidence: () => batchPromised({ envelope: 'f'.repeat(64) }),
  },
  {
    about: 'another original',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(single, { original: altered(ORIGINAL) }),
  },
  {
    about: 'another original’s key',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(committed, { original: ORIGINAL, originalKey: altered(ORIGINAL_KEY) }),
  },
  {
    about: 'a right original inside and a wrong one beside',
    check: 'original',
    code: 'ORIGINAL_MISMATCH',
    evidence: () => world.packageOf(single, { original: ORIGINAL }),
    options: { original: altered(ORIGINAL) },
  },
  {
    about: 'a longer original',
    check: 'original',
    code: 'ORIGINAL_SIZE_MISMATCH',
    evidence: plain,
    options: { original: Uint8Array.of(...ORIGINAL, 0) },
  },
  {
    about: 'no original',
    check: 'original',
    code: 'ORIGINAL_NOT_GIVEN',
    verdict: 'integrity-proven',
    evidence: plain,
  },
  {
    about: 'an original without its key',
    check: 'original',
    code: 'ORIGINAL_KEY_MISSING',
    verdict: 'integrity-proven',
    evidence: () => world.packageOf(committed, { original: ORIGINAL }),
  },
];

describe('check of a package', () => {
  for (const { about, check, code, verdict = 'mismatch', evidence, options } of cases) {
    it(`${check}: ${about} gives ${code} and ${verdict}`, async () => {
      const built = evidence();
      const bytes = built instanceof Uint8Array ? built : formatPackage(built);
      const result = await verifyPackage(bytes, { trustRoot, time: VERIFIED_AT, ...options });
      expect(failures(result)).to.include({ [check]: code });
      expect(result.verdict).to.equal(verdict);
      if (verdict === 'mismatch' || verdict === 'unverifiable')
        expect(result.code).to.equal(firstOf(verdict, result.checks));
      expect(result.statement === undefined).to.equal(
        verdict === 'mismatch' || failures(result).statement !== undefined,
      );
    });
  }

  it('is provoked with every code that it can give', () => {
    const provoked = new Set(cases.map(({ check, code }) => `${check} ${code}`));
    const possible = Object.entries(checkRegistry).flatMap(([id, { codes }]) =>
      codes.map((code) => `${id} ${code}`),
    );
    expect([...provoked].sort()).to.deep.equal(possible.sort());
  });
});

function firstOf(
  status: Verdict,
  checks: readonly { status: string; code?: ErrorCode }[],
): ErrorCode | undefined {
  return checks.find((check) => check.status === status)?.code;
}

function plain(): EvidencePackage {
  return world.packageOf(single);
}

function keysOf(deposited: Deposited): string[] {
  return world.keysOf(deposited, world.covering(deposited));
}

function readOf(deposited: Deposited, options: Partial<Parameters<TestWorld['read']>[0]>): Uint8Array {
  return world.read({ keys: keysOf(deposited), ...options });
}

function withReads(...reads: readonly Uint8Array[]): EvidencePackage {
  return world.packageOf(single, { reads });
}

function keyKey(): string {
  return `key/${depositor.signer.publicKey.keyId}`;
}

/** The single record's package from a ledger that holds something else under one key. */
function withState(key: string, change: (value: JsonObject) => JsonObject | undefined): EvidencePackage {
  const altered = newStandardEvidence();
  const { value, version } = altered.world.state.get(key)!;
  const replaced = change(value as JsonObject);
  altered.world.state.replace(key, replaced === undefined ? undefined : { value: replaced, version });
  return altered.world.packageOf(altered.single);
}

/** A freshly deposited document with other members. */
function deposited(change: JsonObject): EvidencePackage {
  const own = newStandardEvidence().world;
  const record = own.deposit(documentStatement('changed', [depositor], change), [depositor]);
  own.anchor();
  return own.packageOf(record);
}

function envelopeOf({ record }: Deposited) {
  return isMemberRecord(record) ? record.batch.envelope : record.envelope;
}

function pathOf({ record }: Deposited): readonly string[] {
  return isMemberRecord(record) ? record.batch.path : [];
}

function inBatch(change: object): EvidencePackage {
  const { record } = member;
  if (!isMemberRecord(record)) throw new Error('not a member');
  return world.packageOf({ ...member, record: { ...record, batch: { ...record.batch, ...change } } });
}

type Signatures = readonly { keyid: string; sig: string }[];

function resigned(of: Deposited, change: (signatures: Signatures) => Signatures): EvidencePackage {
  const envelope = envelopeOf(of);
  const signatures = change(envelope.signatures) as typeof envelope.signatures;
  return world.packageOf({ ...of, record: { envelope: { ...envelope, signatures } } });
}

function conflicting(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  const before = own.read({ keys: own.keysOf(record, own.covering(record)) });
  own.revoke(depositor.signer);
  const after = own.read({ keys: own.keysOf(record, own.covering(record)) });
  return own.packageOf(record, { reads: [before, after] });
}

/** The key is revoked before the anchor, and the package hides it: its status comes from a read before both. */
function outdatedStatus(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  const { keyId } = depositor.signer.publicKey;
  const status = [`revocation/${keyId}`, `compromise/${keyId}`];
  const before = own.read({ keys: status });
  own.revoke(depositor.signer);
  own.anchor();
  const keys = own.keysOf(record, own.covering(record)).filter((key) => !status.includes(key));
  return own.packageOf(record, { reads: [before, own.read({ keys })] });
}

function signedBy(signer: typeof depositor.signer): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [{ participant: DEPOSITOR, signer }]), [
    { participant: DEPOSITOR, signer },
  ]);
  own.anchor();
  return own.packageOf(record);
}

function otherName(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [testSigner('its own key')]);
  own.register('someone', [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  return own.packageOf(record);
}

function memberless(): EvidencePackage {
  const { member: _member, ...entry } = member.entry;
  return world.packageOf(member, { entry });
}

function withCheckpoint(checkpoint: string): EvidencePackage {
  return withProof({ checkpoint });
}

function withProof(change: Partial<EvidencePackage['proof']>): EvidencePackage {
  return world.packageOf(single, { proof: { ...world.proof(single, world.covering(single)), ...change } });
}

function swappedSignature(): string {
  const [, other] = world.anchors;
  const [, own] = newStandardEvidence().world.anchors;
  const later = world.anchors[2]!.note.split('\n\n')[1]!;
  expect(own).to.deep.equal(other);
  return `${other!.note.split('\n\n')[0]!}\n\n${later}`;
}

/** Everything fits but the origin: the trust root names another. */
function unknownLog(): EvidencePackage {
  const proof = world.proof(single, world.covering(single));
  const key = anchorKey(6).replace(ORIGIN, 'log.example.org/other');
  const own = newStandardEvidence();
  own.world.state.put(key, {
    ...(own.world.state.get(anchorKey(6))!.value as JsonObject),
    origin: 'log.example.org/other',
    previous: 0,
  });
  own.world.state.put(key.replace(/\d+$/, '0'.repeat(16)), {
    ...(own.world.state.get(anchorKey(0))!.value as JsonObject),
    origin: 'log.example.org/other',
  });
  const keys = [
    ...keysOf(single).filter((each) => !each.startsWith('anchor/')),
    key,
    key.replace(/\d+$/, '0'.repeat(16)),
  ];
  const checkpoint = proof.checkpoint.replaceAll(ORIGIN, 'log.example.org/other');
  return own.world.packageOf(single, { proof: { ...proof, checkpoint }, reads: [own.world.read({ keys })] });
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

function registeredLate(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.anchor();
  own.register(DEPOSITOR, [depositor.signer]);
  return own.packageOf(record);
}

function revokedBefore(): EvidencePackage {
  const own = new TestWorld(world.consortium);
  own.register(DEPOSITOR, [depositor.signer]);
  const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
  own.revoke(depositor.signer);
  own.anchor();
  return own.packageOf(record);
}

/** The single record with a promise in which some members differ. */
function promised(change: Partial<LogPromise>, signer = world.consortium.logSigner): EvidencePackage {
  const known = JSON.parse(Buffer.from(single.promise.payload, 'base64').toString('utf8')) as LogPromise;
  return world.packageOf(single, {
    promise: signEnvelope(payloadTypes.promise, formatPromise({ ...known, ...change }), [signer]),
  });
}

function batchPromised(change: object): EvidencePackage {
  const known = JSON.parse(
    Buffer.from(member.promise.payload, 'base64').toString('utf8'),
  ) as Required<LogPromise>;
  const batch = { ...known.batch, ...change };
  return world.packageOf(member, { promise: world.promise({ first: known.first, size: known.size, batch }) });
}

function altered(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[0]! ^= 1;
  return copy;
}
