import { canonicalize, decodeUtf8, encodeBase64, type JsonObject, type JsonValue } from '@quancheng/protocol';
import {
  formatBundle,
  formatPackage,
  verifyBundle,
  verifyPackage,
  type TrustRootContent,
  type VerificationResult,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { wrongs, type BundleJson, type RecordJson } from './cases/bundle-wrongs.js';
import { bundleOf, bundleRecords } from '../support/evidence/bundle-builder.js';
import { issueTestCertificate, newTestAuthority } from '../support/evidence/certificates.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import type { ReadOptions } from '../support/evidence/read-parts.js';
import { depositor, newStandardEvidence, VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { DEPOSITOR, documentStatement } from '../support/evidence/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { TestWorld } from '../support/evidence/test-world.js';
import { cosign, newWitnessedConsortium, testCosigner } from '../support/evidence/witnesses.js';

// What records of a bundle share is verified once. Here each is held against the same record alone, in a package whose
// verification shares nothing with anything.

const standard = newStandardEvidence(newWitnessedConsortium());
const { world, bundle, single, members, shared, committed } = standard;
// Two ticks later, a read need not have an anchor in it to tell the status of a key after it.
for (let tick = 0; tick < 2; tick += 1) world.state.advance();
const options = { trustRoot: world.consortium.root, time: VERIFIED_AT };
const allKeys = [...bundleRecords(world, [single, ...members, shared, committed]).keys];

/** Fresh JSON of a bundle that is proven, with two reads and cosigned checkpoints. */
function goodJson(): BundleJson {
  const half = Math.ceil(allKeys.length / 2);
  const reads = [allKeys.slice(0, half), allKeys.slice(half)].map((keys) =>
    world.read({ keys: [...new Set(['ledger', ...keys])] }),
  );
  const checkpoints = bundle.checkpoints.map((note) => cosign(note, testCosigner(0), testCosigner(2)));
  const bytes = formatBundle({ ...bundle, checkpoints, reads });
  return JSON.parse(decodeUtf8(bytes)) as BundleJson;
}

/** The package that a record of a bundle's JSON stands for. */
function packageJson(
  json: BundleJson,
  { proof, index, checkpoint, promise, batch, member, path, ...own }: RecordJson,
) {
  const { payload, envelope, ...others } = own;
  const record =
    envelope === undefined
      ? { batch: { envelope: json.batches[Number(batch)], index: member, path }, payload }
      : { envelope };
  const hashes = proof.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`).join('');
  return {
    ...others,
    record,
    schema: 'quancheng/package/v1',
    promise: json.promises[Number(promise)],
    proof: `c2sp.org/tlog-proof@v1\nindex ${Number(index)}\n${hashes}\n${json.checkpoints[Number(checkpoint)]}`,
    reads: json.reads,
  } as unknown as JsonObject;
}

describe('a bad record among good ones in a bundle', function () {
  this.timeout(60_000);
  let good: readonly VerificationResult[];

  const verify = async (json: BundleJson): Promise<readonly VerificationResult[]> => {
    const { records, checks } = await verifyBundle(canonicalize(json as unknown as JsonValue), options);
    expect(checks.map(({ status }) => status)).to.deep.equal(['match', 'match']);
    return records;
  };
  const alone = (json: BundleJson): Promise<VerificationResult[]> =>
    Promise.all(
      json.records.map((record) => verifyPackage(canonicalize(packageJson(json, record)), options)),
    );

  before(async () => {
    const json = goodJson();
    good = await verify(json);
    expect(good.map(({ verdict }) => verdict)).to.deep.equal(good.map(() => 'integrity-proven'));
    expect(await alone(json)).to.deep.equal(good);
  });

  for (const [name, bad, code, change] of wrongs) {
    it(`${name}: is judged as alone, and the others as without it, in any order`, async () => {
      const json = goodJson();
      change(json);
      const expected = await alone(json);
      expect(await verify(json)).to.deep.equal(expected);
      for (const [position, result] of expected.entries()) {
        if (bad.includes(position)) expect([position, result.code]).to.deep.equal([position, code]);
        else expect([position, result]).to.deep.equal([position, good[position]]);
      }
      const reversed = await verify({ ...json, records: json.records.toReversed() });
      expect(reversed.toReversed()).to.deep.equal(expected);
    });
  }
});

describe('two batches in a bundle', () => {
  it('are each their own', async () => {
    const own = new TestWorld(world.consortium);
    own.register(DEPOSITOR, [depositor.signer]);
    const batches = ['A', 'B'].map((id) =>
      own.depositBatch(
        id,
        [0, 1].map((index) => documentStatement(`${id}.${index}`, [depositor])),
        [depositor],
      ),
    );
    own.anchor();
    const { verdict, code } = await verifyBundle(formatBundle(bundleOf(own, batches.flat())), options);
    expect([verdict, code]).to.deep.equal(['integrity-proven', undefined]);
  });
});

describe('certificates that several reads carry', () => {
  type Authorities = TrustRootContent['organisations'][number]['authorities'];

  /** A proven record, under a root whose organisations have these authorities. */
  const evidenceUnder = (authoritiesOf: (authorities: Authorities, mspId: string) => Authorities) => {
    const consortium = newTestConsortium(undefined, (content) => ({
      ...content,
      organisations: content.organisations.map((each) => ({
        ...each,
        authorities: authoritiesOf(each.authorities, each.mspId),
      })),
    }));
    const own = newStandardEvidence(consortium);
    const keys = own.world.keysOf(own.single, own.world.covering(own.single));
    const codeOf = async (...reads: Uint8Array[]) => {
      const bytes = formatPackage(own.world.packageOf(own.single, { reads }));
      return (await verifyPackage(bytes, { trustRoot: consortium.root, time: VERIFIED_AT })).code;
    };
    return { read: (more: Omit<ReadOptions, 'keys'> = {}) => own.world.read({ keys, ...more }), codeOf };
  };
  const namesake = (mspId: string) =>
    newTestAuthority({ name: `ca ${mspId}`, signer: testSigner('rogue', 'ecdsa-p256-sha256') });

  it('are judged at the time of each', async () => {
    const until = '2026-11-23T09:30:00.000Z';
    const { read, codeOf } = evidenceUnder((all) => all.map((each) => ({ ...each, until })));
    const late = read({ time: '2026-11-23T09:40:00.000Z' });
    expect(await codeOf(read(), read())).to.equal(undefined);
    expect(await codeOf(read(), late)).to.equal('READ_SIGNATURE_INVALID');
    expect(await codeOf(late, read())).to.equal('READ_SIGNATURE_INVALID');
  });

  it('are each held against their authority', async () => {
    const { read, codeOf } = evidenceUnder((all) => all);
    const forged = read({
      change(parts) {
        const [{ mspId }] = parts.endorsers as [(typeof parts.endorsers)[0]];
        const { pem, signer } = issueTestCertificate(namesake(mspId), { name: 'a peer', units: ['peer'] });
        parts.endorsers[0] = { mspId, pem, signer };
      },
    });
    expect(await codeOf(read(), forged)).to.equal('READ_SIGNATURE_INVALID');
    expect(await codeOf(forged, read())).to.equal('READ_SIGNATURE_INVALID');
  });

  it('are held against each of their organisation’s authorities', async () => {
    const { read, codeOf } = evidenceUnder((all, mspId) => [
      { ...all[0]!, certificate: encodeBase64(namesake(mspId).der) },
      ...all,
    ]);
    expect(await codeOf(read(), read())).to.equal(undefined);
  });
});
