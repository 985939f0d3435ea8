import { canonicalize, decodeUtf8, type JsonValue } from '@quancheng/protocol';
import { formatBundle, formatPackage, parseBundle, verifyBundle, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { mutate } from '../support/evidence/json-mutations.js';
import { newStandardEvidence, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { statusOf, verifyBuilt } from '../support/evidence/verify.js';
import {
  COSIGNED_AT,
  cosignedLater,
  newWitnessedConsortium,
  testCosigner,
  witnessPolicy,
} from '../support/evidence/witnesses.js';
import { cosignedBy, cosignedLaterBy, witnessed } from './cases/witness-cases.js';
import { plain, trustRoot as withoutPolicy } from './cases/package-case.js';

const trustRoot = witnessed.root;
const timeOf = (seconds: number) => new Date(seconds * 1_000).toISOString();

describe('witnesses of a package', () => {
  it('match once a quorum cosigned the anchored checkpoint, and say by when', async () => {
    const result = await verifyBuilt(cosignedBy(testCosigner(2), testCosigner(0)), { trustRoot });
    expect(result.verdict).to.equal('integrity-proven');
    expect(statusOf(result, 'witnesses')).to.equal('match');
    expect(result.times.cosigned).to.equal(timeOf(COSIGNED_AT + 2));
  });

  it('give the earliest time by which a quorum had cosigned, whoever came later', async () => {
    const all = [testCosigner(0), testCosigner(1, COSIGNED_AT + 900), testCosigner(2, COSIGNED_AT + 5)];
    const result = await verifyBuilt(cosignedBy(...all), { trustRoot });
    expect(result.times.cosigned).to.equal(timeOf(COSIGNED_AT + 5));
  });

  it('match under a later checkpoint that is proven to contain the anchored one', async () => {
    const result = await verifyBuilt(cosignedLaterBy(), { trustRoot });
    expect(statusOf(result, 'witnesses')).to.equal('match');
    expect(result.log?.size).to.equal(6);
  });

  it('are no check where the trust root names none', async () => {
    const result = await verifyBuilt(plain(), { trustRoot: withoutPolicy });
    expect(statusOf(result, 'witnesses')).to.equal(undefined);
  });

  it('decide the verdict where the trust root requires them', async () => {
    const { root } = requiring(witnessPolicy());
    expect((await verifyBuilt(cosignedBy(testCosigner(0)), { trustRoot: root })).code).to.equal(
      'WITNESS_QUORUM_MISSING',
    );
    const enough = cosignedBy(testCosigner(0), testCosigner(1));
    expect((await verifyBuilt(enough, { trustRoot: root })).verdict).to.equal('integrity-proven');
    const none = requiring(witnessPolicy('quorum none')).root;
    expect((await verifyBuilt(enough, { trustRoot: none })).code).to.equal('WITNESS_POLICY_NONE');
    const absent = await verifyBuilt(enough, { trustRoot: requiring('').root });
    expect(absent.code).to.equal('REQUIRED_CHECK_ABSENT');
  });

  it('bind every part of what they cosigned', async () => {
    const evidence = cosignedLaterBy();
    const json = JSON.parse(decodeUtf8(formatPackage(evidence))) as { readonly cosigned: JsonValue };
    const before = await verifyBuilt(evidence, { trustRoot });
    const other = JSON.parse(decodeUtf8(formatPackage(cosignedLaterBy({ proof: [] })))) as typeof json;
    for (const { path, about, value } of mutate(json.cosigned, other.cosigned)) {
      const result = await verifyPackage(canonicalize({ ...json, cosigned: value }), {
        trustRoot,
        time: VERIFIED_AT,
      });
      expect(statusOf(result, 'witnesses'), `${path} ${about}`).to.not.equal('match');
    }
    expect(statusOf(before, 'witnesses')).to.equal('match');
  });

  it('are shared by the records of a bundle, and exported with each', async () => {
    const { world, bundle } = newStandardEvidence(witnessed);
    const [, first, later] = world.anchors;
    const cosigned = new Map([
      [0, cosignedLater(world, first!, later!, testCosigner(0), testCosigner(1))],
      [1, cosignedLater(world, later!, later!, testCosigner(0), testCosigner(1))],
    ]);
    const bytes = formatBundle({ ...bundle, cosigned });
    expect(parseBundle(bytes).cosigned).to.deep.equal(cosigned);
    const { records } = await verifyBundle(bytes, { trustRoot, time: VERIFIED_AT });
    expect(records.map((each) => statusOf(each, 'witnesses'))).to.deep.equal(records.map(() => 'match'));
  });

  it('of a bundle stand for a checkpoint of it, each once', async () => {
    const { world, bundle } = newStandardEvidence(witnessed);
    const [, first, later] = world.anchors;
    const each = cosignedLater(world, first!, later!, testCosigner(0), testCosigner(1));
    const json = JSON.parse(
      decodeUtf8(formatBundle({ ...bundle, cosigned: new Map([[0, each]]) })),
    ) as Record<string, JsonValue> & { readonly cosigned: readonly JsonValue[] };
    const verdictOf = async (cosigned: readonly JsonValue[]) =>
      (await verifyBundle(canonicalize({ ...json, cosigned }), { trustRoot, time: VERIFIED_AT })).code;
    const [one] = json.cosigned as readonly Record<string, JsonValue>[];
    expect(await verdictOf([{ ...one!, of: 2 }])).to.equal('PACKAGE_MALFORMED');
    expect(await verdictOf([one!, one!])).to.equal('PACKAGE_MALFORMED');
    expect(await verdictOf([])).to.equal('PACKAGE_MALFORMED');
  });
});

function requiring(policy: string) {
  const base = newWitnessedConsortium(policy).content;
  return newConsortiumLike({ ...base, required: { document: ['witnesses'], 'sharing-event': [] } });
}

function newConsortiumLike(content: object) {
  return newTestConsortium(undefined, () => content);
}
