import {
  canonicalize,
  decodeUtf8,
  formatVerifierKey,
  isMemberRecord,
  newVerifierKey,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import {
  formatPackage,
  verifyPackage,
  type EvidencePackage,
  type PackageOptions,
  type VerificationResult,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { newTestConsortium, ORIGIN } from '../support/evidence/consortium.js';
import { treeHash } from '../support/evidence/merkle-tree.js';
import {
  consumer,
  depositor,
  newStandardEvidence,
  VERIFIED_AT,
} from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../support/evidence/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { TestWorld } from '../support/evidence/test-world.js';
import { signedCheckpoint } from '../support/evidence/world-parts.js';
import { failures, verifyBuilt } from '../support/evidence/verify.js';

const { world, single, members, shared, committed } = newStandardEvidence();
const trustRoot = world.consortium.root;

/** The file with other members. */
async function verifyJson(
  evidence: EvidencePackage,
  change: (json: JsonObject) => JsonValue,
): Promise<VerificationResult> {
  const json = JSON.parse(decodeUtf8(formatPackage(evidence))) as JsonObject;
  return verifyPackage(canonicalize(change(json)), { trustRoot, time: VERIFIED_AT });
}

const verify = (evidence: EvidencePackage, options: Partial<PackageOptions> = {}) =>
  verifyBuilt(evidence, { trustRoot, ...options });

describe('package put together from others', () => {
  const others = [members[0]!, members[4]!, shared, committed];

  it('is refused whichever one member it takes from another record', async () => {
    for (const other of others) {
      const [own, foreign] = [world.packageOf(single), world.packageOf(other)];
      for (const name of ['record', 'entry', 'proof'] as const) {
        const result = await verify({ ...own, [name]: foreign[name] });
        expect(result.verdict, name).to.equal('mismatch');
        expect(Object.keys(failures(result)), name).to.not.deep.equal(['original']);
      }
    }
  });

  it('is refused whichever one member it leaves to another record', async () => {
    for (const other of others) {
      const [own, foreign] = [world.packageOf(single), world.packageOf(other)];
      for (const name of ['record', 'entry', 'proof'] as const) {
        const result = await verify({ ...foreign, [name]: own[name] });
        expect(result.verdict, name).to.equal('mismatch');
      }
    }
  });

  it('with a batch member moved to another place of the same batch is refused', async () => {
    const [first, second] = members as [(typeof members)[0], (typeof members)[0]];
    if (!isMemberRecord(first.record) || !isMemberRecord(second.record)) throw new Error('not members');
    const moved = { ...first.record, batch: second.record.batch };
    const result = await verify(world.packageOf({ ...second, record: moved }));
    expect(failures(result)).to.include({ batch: 'BATCH_MEMBER_MISPLACED', entry: 'ENTRY_MISMATCH' });
  });

  it('with a batch’s envelope offered as a record of its own is refused', async () => {
    const { record } = members[0]!;
    if (!isMemberRecord(record)) throw new Error('not a member');
    const result = await verify(
      world.packageOf({ ...members[0]!, record: { envelope: record.batch.envelope } }),
    );
    expect(failures(result).statement).to.equal('STATEMENT_INVALID');
  });

  it('with another consortium’s reads and checkpoint is refused under this trust root', async () => {
    const foreign = newTestConsortium([
      ['X', 'x'],
      ['Y', 'y'],
    ]);
    const other = newStandardEvidence(foreign);
    const result = await verify(other.world.packageOf(other.single));
    expect(failures(result).reads).to.equal('READ_SIGNATURE_INVALID');
    expect((await verify(other.world.packageOf(other.single), { trustRoot: foreign.root })).verdict).to.equal(
      'integrity-proven',
    );
  });

  it('with a single operator’s evidence is no consortium’s under the consortium’s root', async () => {
    const alone = newTestConsortium([['91370100MA3C00001A', '济南市大数据局']]);
    const own = new TestWorld(alone);
    own.register(DEPOSITOR, [depositor.signer]);
    const record = own.deposit(documentStatement('one', [depositor]), [depositor]);
    own.anchor();
    const evidence = own.packageOf(record);
    const [under, itself] = [await verify(evidence), await verify(evidence, { trustRoot: alone.root })];
    expect(failures(under).reads).to.equal('ENDORSEMENT_TOO_FEW');
    expect([under.verdict, itself.verdict]).to.deep.equal(['unverifiable', 'self-attested']);
  });

  it('with a read of another signer’s key instead is incomplete', async () => {
    const anchor = world.covering(single);
    const result = await verify(
      world.packageOf(single, {
        reads: [world.read({ keys: world.keysOf({ signers: [consumer] }, anchor) })],
      }),
    );
    expect(failures(result).reads).to.equal('READ_INCOMPLETE');
  });

  it('with a fork’s checkpoint and the true tree’s anchor is refused, whatever the fork holds', async () => {
    const leaves = [...world.leaves.slice(0, 6)];
    leaves[3] = new Uint8Array(32).fill(9);
    const fork = signedCheckpoint(6, treeHash(leaves), world.consortium.logSigner);
    const result = await verify(
      world.packageOf(single, {
        proof: { ...world.proof(single, world.covering(single)), checkpoint: fork },
      }),
    );
    expect(failures(result)).to.include({ inclusion: 'INCLUSION_INVALID', anchor: 'ANCHOR_MISMATCH' });
  });
});

describe('package with a member of another form', () => {
  const evidence = world.packageOf(members[1]!, { promise: members[1]!.promise });
  const changes: Readonly<Record<string, (json: JsonObject) => JsonValue>> = {
    'another schema': (json) => ({ ...json, schema: 'quancheng/package/v2' }),
    'a bundle’s schema': (json) => ({ ...json, schema: 'quancheng/bundle/v1' }),
    'an unknown member': (json) => ({ ...json, other: null }),
    'an embedded trust root': (json) => ({ ...json, trustRoot: {} }),
    'no read': (json) => ({ ...json, reads: [] }),
    'seventeen reads': (json) => ({
      ...json,
      reads: Array.from({ length: 17 }, () => (json['reads'] as string[])[0]!),
    }),
    'a read that is no Base64': (json) => ({ ...json, reads: ['?'] }),
    'a null promise': (json) => ({ ...json, promise: null }),
    'a short key of the original': (json) => ({ ...json, originalKey: 'AAAA' }),
    'extra data in the proof': (json) => ({
      ...json,
      proof: (json['proof'] as string).replace('\nindex', '\nextra AAAA\nindex'),
    }),
    'an extension line in the checkpoint': (json) => ({
      ...json,
      proof: (json['proof'] as string).replace('\n\n—', '\nextension\n\n—'),
    }),
    'an unknown member of the entry': (json) => ({
      ...json,
      entry: { ...(json['entry'] as JsonObject), signer: 'x' },
    }),
    'an unknown member of the record': (json) => ({
      ...json,
      record: { ...(json['record'] as JsonObject), other: 1 },
    }),
    'both forms of record': (json) => ({
      ...json,
      record: { ...(json['record'] as JsonObject), envelope: {} },
    }),
    'a list': (json) => [json],
    nothing: () => ({}),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`${name} is malformed`, async () => {
      const result = await verifyJson(evidence, change);
      expect([result.verdict, result.code]).to.deep.equal(['mismatch', 'PACKAGE_MALFORMED']);
      expect(failures(result)).to.deep.equal({ package: 'PACKAGE_MALFORMED' });
      expect(result.statement).to.equal(undefined);
      expect(result.times).to.deep.equal({});
    });
  }

  it('in any other spelling of the same JSON is malformed', async () => {
    const text = decodeUtf8(formatPackage(evidence));
    const spellings = [
      `${text}\n`,
      ` ${text}`,
      text.replace(':', ': '),
      `\ufeff${text}`,
      text.replace('"entry"', '"\\u0065ntry"'),
      text.replace('{', '{"a":1,'),
    ];
    for (const spelling of spellings) {
      const result = await verifyPackage(Buffer.from(spelling), { trustRoot, time: VERIFIED_AT });
      expect(result.code).to.equal('PACKAGE_MALFORMED');
    }
  });
});

describe('log whose key was rotated', () => {
  const next = testSigner('the log’s next key');
  const vkey = (signer: typeof next) =>
    formatVerifierKey(newVerifierKey(ORIGIN, 'ed25519', signer.publicKey));
  const consortium = newTestConsortium(undefined, (content) => ({
    ...content,
    logs: content.logs.map((log) => ({
      ...log,
      keys: [
        { ...log.keys[0]!, until: 6 },
        { verifierKey: vkey(next), from: 6 },
      ],
    })),
  }));
  const own = newStandardEvidence(consortium);
  const size = (count: number, ...signers: (typeof next)[]) =>
    signedCheckpoint(count, treeHash(own.world.leaves.slice(0, count)), ...signers);
  const codeAt = async (record: typeof single, checkpoint: string) => {
    const evidence = own.world.packageOf(record);
    const result = await verifyBuilt(
      { ...evidence, proof: { ...evidence.proof, checkpoint } },
      { trustRoot: consortium.root },
    );
    return failures(result).checkpoint;
  };

  it('is trusted under each key for its own sizes, and under both where one takes over', async () => {
    const old = consortium.logSigner;
    expect(await codeAt(own.single, size(6, old))).to.equal(undefined);
    expect(await codeAt(own.single, size(6, next))).to.equal(undefined);
    expect(await codeAt(own.single, size(6, old, next))).to.equal(undefined);
    expect(await codeAt(own.committed, size(8, next))).to.equal(undefined);
    expect(await codeAt(own.committed, size(8, old))).to.equal('CHECKPOINT_SIGNATURE_INVALID');
  });
});
