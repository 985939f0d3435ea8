import {
  formatPackage,
  isSingleOperator,
  verifyPackage,
  type EvidencePackage,
  type VerificationResult,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { newTestConsortium, type ChangeContent } from '../support/evidence/consortium.js';
import { depositor, newStandardEvidence, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement, ORIGINAL } from '../support/evidence/statements.js';
import { TestWorld, type Deposited } from '../support/evidence/test-world.js';
import { verifyBuilt } from '../support/evidence/verify.js';

const requiring =
  (document: readonly string[]): ChangeContent =>
  (content) => ({
    ...content,
    required: { document, 'sharing-event': ['promise'] },
  });

describe('verdict', () => {
  const single = (consortium = newTestConsortium()) => {
    const evidence = newStandardEvidence(consortium);
    return { ...evidence, trustRoot: consortium.root };
  };

  it('of a single operator’s ledger is self-attested at best, and not enough where a consortium is required', async () => {
    const variants = [
      newTestConsortium([['A', 'one']]),
      newTestConsortium([
        ['A', 'one'],
        ['B', 'one'],
      ]),
      newTestConsortium(undefined, (content) => ({ ...content, endorsement: { threshold: 1 } })),
    ];
    for (const consortium of variants) {
      expect(isSingleOperator(consortium.root)).to.equal(true);
      const world = new TestWorld(consortium);
      world.register(DEPOSITOR, [depositor.signer]);
      const record = world.deposit(documentStatement('one', [depositor]), [depositor]);
      world.anchor();
      const evidence = world.packageOf(record);
      const trustRoot = consortium.root;
      const result = await verifyBuilt(evidence, { trustRoot });
      expect([result.verdict, result.code]).to.deep.equal(['self-attested', undefined]);
      const required = await verifyBuilt(evidence, { trustRoot, require: 'consortium' });
      expect([required.verdict, required.code]).to.deep.equal(['unverifiable', 'CONSORTIUM_REQUIRED']);
      expect(required.checks).to.deep.equal(result.checks);
    }
  });

  it('of a consortium’s ledger is not changed by requiring one', async () => {
    const { world, single: record, trustRoot } = single();
    const result = await verifyBuilt(world.packageOf(record), { trustRoot, require: 'consortium' });
    expect(result.verdict).to.equal('integrity-proven');
  });

  it('is unverifiable without a check that the trust root requires of this kind of record', async () => {
    const {
      world,
      single: document,
      shared,
      trustRoot,
    } = single(newTestConsortium(undefined, requiring(['original', 'entry'])));
    const judged = async (deposited: Deposited, change: Partial<EvidencePackage> = {}) => {
      const { verdict, code } = await verifyBuilt(world.packageOf(deposited, change), { trustRoot });
      return [verdict, code];
    };
    expect(await judged(document)).to.deep.equal(['unverifiable', 'ORIGINAL_NOT_GIVEN']);
    expect(await judged(document, { original: ORIGINAL })).to.deep.equal(['integrity-proven', undefined]);
    expect(await judged(shared)).to.deep.equal(['unverifiable', 'REQUIRED_CHECK_ABSENT']);
    expect(await judged(shared, { promise: shared.promise })).to.deep.equal(['integrity-proven', undefined]);
  });

  it('is mismatch as soon as one check is, whatever others lack', async () => {
    const { world, single: document } = single();
    const evidence = world.packageOf(document, { original: ORIGINAL.slice(1) });
    const result = await verifyBuilt(evidence, { trustRoot: undefined });
    expect([result.verdict, result.code]).to.deep.equal(['mismatch', 'ORIGINAL_SIZE_MISMATCH']);
  });

  it('rests on the given root alone: a package cannot bring one', async () => {
    const { world, single: document, trustRoot } = single();
    const json = JSON.parse(Buffer.from(formatPackage(world.packageOf(document))).toString('utf8')) as object;
    const bytes = Buffer.from(
      JSON.stringify({ ...json, trustRoot: world.consortium.rootEnvelope.toString() }),
    );
    const result = await verifyPackage(bytes, { trustRoot, time: VERIFIED_AT });
    expect(result.code).to.equal('PACKAGE_MALFORMED');
  });
});

describe('notice', () => {
  const codes = ({ notices }: VerificationResult) => notices.map(({ code, key }) => [code, key]);
  const consortium = newTestConsortium();
  const key = depositor.signer.publicKey.keyId;
  const verifyAfter = async (change: (world: TestWorld) => void, time = VERIFIED_AT) => {
    const world = new TestWorld(consortium);
    world.register(DEPOSITOR, [depositor.signer]);
    const record = world.deposit(documentStatement('one', [depositor]), [depositor]);
    world.anchor();
    change(world);
    return verifyBuilt(world.packageOf(record, { promise: record.promise }), {
      trustRoot: consortium.root,
      time,
    });
  };

  it('tells of a revocation after the anchor, which changes nothing', async () => {
    const result = await verifyAfter((world) => world.revoke(depositor.signer));
    expect(result.verdict).to.equal('integrity-proven');
    expect(codes(result)).to.deep.equal([['KEY_REVOKED_LATER', key]]);
    expect(result.notices[0]?.sentence.zh).to.match(/吊销/);
  });

  it('tells of an alleged compromise from before the record, which contests it and doesn’t void it', async () => {
    const result = await verifyAfter((world) =>
      world.compromise(depositor.signer, '2026-11-23T08:00:01.234Z'),
    );
    expect(result.verdict).to.equal('integrity-proven');
    expect(codes(result)).to.deep.equal([
      ['KEY_CONTESTED', key],
      ['KEY_REVOKED_LATER', key],
    ]);
  });

  it('does not contest what was received before the alleged compromise', async () => {
    const result = await verifyAfter((world) =>
      world.compromise(depositor.signer, '2026-11-23T08:00:01.235Z'),
    );
    expect(codes(result)).to.deep.equal([['KEY_REVOKED_LATER', key]]);
  });

  it('tells of an anchor after the promised time', async () => {
    const world = new TestWorld(consortium);
    world.register(DEPOSITOR, [depositor.signer]);
    const record = world.deposit(documentStatement('one', [depositor]), [depositor]);
    world.state.advance(3_600_000);
    world.anchor();
    const evidence = world.packageOf(record, { promise: record.promise });
    const result = await verifyBuilt(evidence, { trustRoot: consortium.root });
    expect([result.verdict, ...codes(result)]).to.deep.equal([
      'integrity-proven',
      ['PROMISE_LATE', undefined],
    ]);
  });

  it('tells of a read from the future, beyond the endorsers’ tolerance', async () => {
    const at = async (time: string) => codes(await verifyAfter(() => undefined, time));
    expect(await at('2026-11-23T08:45:00.122Z')).to.deep.equal([['READ_IN_FUTURE', undefined]]);
    expect(await at('2026-11-23T08:45:00.123Z')).to.deep.equal([]);
  });
});
