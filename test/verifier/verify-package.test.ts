import {
  addNoteSignatures,
  formatNote,
  newCosigner,
  newNoteSigner,
  parseNote,
  type SignatureAlgorithm,
} from '@quancheng/protocol';
import { checkIds, formatPackage, parsePackage, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import {
  depositor,
  newStandardEvidence,
  ORIGINAL_KEY,
  VERIFIED_AT,
} from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { TestWorld } from '../support/evidence/test-world.js';
import { failures, statusOf, verifyBuilt } from '../support/evidence/verify.js';

describe('evidence package', () => {
  const { world, single, members, shared, committed } = newStandardEvidence();
  const trustRoot = world.consortium.root;

  it('of every sort of record is proven, with all its checks in order', async () => {
    for (const deposited of [single, ...members, shared, committed]) {
      const evidence = world.packageOf(deposited, {
        promise: deposited.promise,
        original: ORIGINAL,
        originalKey: ORIGINAL_KEY,
      });
      const result = await verifyBuilt(evidence, { trustRoot });
      expect(failures(result)).to.deep.equal({});
      expect(result.verdict).to.equal('integrity-proven');
      expect(result.code).to.equal(undefined);
      const absent = [
        'witnesses',
        'template',
        'disclosure',
        ...(members.includes(deposited) ? [] : ['batch']),
      ];
      const expected = checkIds.filter((id) => !absent.includes(id));
      expect(result.checks.map(({ id }) => id)).to.deep.equal(expected);
      expect(result.statement).to.deep.equal(deposited.statement);
    }
  });

  it('tells where the record stands, when it was anchored, and as of which tick', async () => {
    const result = await verifyBuilt(world.packageOf(shared), { trustRoot });
    expect(result.log).to.deep.equal({ origin: 'log.example.org/jinan', size: 8, index: 6 });
    expect(result.times).to.deep.equal({
      claimed: '2026-11-23T08:00:00.000Z',
      received: '2026-11-23T08:00:01.234Z',
      anchored: { number: 3, time: '2026-11-23T08:00:30.000Z' },
      notAfter: '2026-11-23T09:15:00.123Z',
    });
    expect(result.asOf).to.deep.equal({ number: 4, time: '2026-11-23T08:00:40.000Z' });
    expect(result.notices).to.deep.equal([]);
    expect(result.verifiedAt).to.equal(VERIFIED_AT);
    expect(result.trustRoot).to.deep.equal({
      fingerprint: trustRoot.fingerprint,
      sequence: 1,
      consortium: trustRoot.consortium,
      ledger: trustRoot.ledger,
    });
  });

  it('says each check in Chinese and English', async () => {
    const result = await verifyBuilt(world.packageOf(single), { trustRoot });
    const anchor = result.checks.find(({ id }) => id === 'anchor');
    expect(anchor?.sentence).to.deep.equal({
      en: 'Anchor: match. The ledger holds exactly this checkpoint, the first that covers the entry.',
      zh: '锚定：一致。账本载有该检查点，且为首个覆盖该条目者。',
    });
    const original = result.checks.find(({ id }) => id === 'original');
    expect(original?.sentence.zh).to.match(/^原件：无法核验。/);
    expect(original?.sentence.en).to.match(/^Original: cannot be checked\. /);
  });

  it('without its optional parts is proven, too, and lacks their checks', async () => {
    const result = await verifyBuilt(world.packageOf(single), { trustRoot });
    expect(result.verdict).to.equal('integrity-proven');
    expect(statusOf(result, 'promise')).to.equal(undefined);
    expect(statusOf(result, 'original')).to.equal('unverifiable');
  });

  it('is proven with an original beside it', async () => {
    for (const [deposited, beside] of [
      [single, { original: ORIGINAL }],
      [committed, { original: ORIGINAL, originalKey: ORIGINAL_KEY }],
    ] as const) {
      const result = await verifyBuilt(world.packageOf(deposited), { trustRoot, ...beside });
      expect(statusOf(result, 'original')).to.equal('match');
    }
  });

  it('is proven with a pinned envelope as well as with an opened root', async () => {
    const pinned = { envelope: world.consortium.rootEnvelope, fingerprint: trustRoot.fingerprint };
    const opened = await verifyBuilt(world.packageOf(single), { trustRoot });
    expect(await verifyBuilt(world.packageOf(single), { trustRoot: pinned })).to.deep.equal(opened);
  });

  it('may be signed with every algorithm', async () => {
    for (const algorithm of [
      'ed25519',
      'ecdsa-p256-sha256',
      'sm2-sm3',
    ] as const satisfies readonly SignatureAlgorithm[]) {
      const own = new TestWorld(world.consortium);
      const signer = { participant: DEPOSITOR, signer: testSigner('any', algorithm) };
      own.register(DEPOSITOR, [signer.signer]);
      const deposited = own.deposit(documentStatement('one', [signer]), [signer]);
      own.anchor();
      expect((await verifyBuilt(own.packageOf(deposited), { trustRoot })).verdict).to.equal(
        'integrity-proven',
      );
    }
  });

  it('says the same with witnesses’ and strangers’ signatures on its checkpoint', async () => {
    const evidence = world.packageOf(single);
    const others = [
      newCosigner('witness', testSigner('witness'), 1_800_000_000),
      newNoteSigner('stranger', testSigner('stranger')),
    ];
    const checkpoint = formatNote(addNoteSignatures(parseNote(evidence.proof.checkpoint), others));
    const witnessed = { ...evidence, proof: { ...evidence.proof, checkpoint } };
    expect(await verifyBuilt(witnessed, { trustRoot })).to.deep.equal(
      await verifyBuilt(evidence, { trustRoot }),
    );
  });

  it('says the same with other endorsements, in another order', async () => {
    const keys = world.keysOf(single, world.covering(single));
    const results = await Promise.all(
      [
        [0, 1],
        [1, 0],
        [0, 2],
        [2, 0, 1],
      ].map((endorsers) =>
        verifyBuilt(world.packageOf(single, { reads: [world.read({ keys, endorsers })] }), { trustRoot }),
      ),
    );
    for (const result of results) expect(result).to.deep.equal(results[0]);
  });

  it('may spread its answers over several reads that saw the anchor', async () => {
    const anchor = world.covering(shared);
    const keys = world.keysOf(shared, anchor);
    const [ledger, covering, previous, ...others] = keys as [string, string, string];
    const reads = [
      world.read({ keys: [ledger, covering, previous], time: '2026-11-23T09:30:00.000Z' }),
      ...others.map((key) => world.read({ keys: [key, covering] })),
    ];
    const result = await verifyBuilt(world.packageOf(shared, { reads }), { trustRoot });
    expect(result.verdict).to.equal('integrity-proven');
    expect(result.times.notAfter).to.equal('2026-11-23T09:15:00.123Z');
  });

  it('is parsed and formatted without loss', () => {
    for (const deposited of [single, members[3]!, committed]) {
      const evidence = world.packageOf(deposited, {
        promise: deposited.promise,
        original: ORIGINAL,
        originalKey: ORIGINAL_KEY,
      });
      expect(parsePackage(formatPackage(evidence))).to.deep.equal(evidence);
    }
  });

  it('is not verified at a time that is none', async () => {
    const outcome = await verifyPackage(formatPackage(world.packageOf(single)), {
      trustRoot,
      time: 'now',
    }).catch(String);
    expect(outcome).to.match(/STATEMENT_INVALID/);
  });

  it('stays proven when its signer adds a key later', async () => {
    const own = new TestWorld(world.consortium);
    own.register(DEPOSITOR, [depositor.signer]);
    const deposited = own.deposit(documentStatement('one', [depositor]), [depositor]);
    own.anchor();
    own.register(DEPOSITOR, [testSigner('second')]);
    expect((await verifyBuilt(own.packageOf(deposited), { trustRoot })).verdict).to.equal('integrity-proven');
  });
});
