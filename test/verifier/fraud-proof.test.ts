import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalize, decodeUtf8, type JsonValue } from '@quancheng/protocol';
import {
  formatFraudProof,
  fraudCheckRegistry,
  notProvenBy,
  parseFraudProof,
  proveAnchoredFork,
  proveAnchoredRewrite,
  proveBrokenPromise,
  proveFork,
  proveLatePromise,
  provenLeaf,
  proveRewrite,
  proveTwoLeaves,
  verifyFraudProof,
  type FraudProof,
  type FraudResult,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { exhaustive } from '../support/evidence/exhaustive.js';
import { mutate } from '../support/evidence/json-mutations.js';
import { VERIFIED_AT } from '../support/evidence/standard-evidence.js';
import { fraudCases } from './fraud/fraud-cases.js';
import {
  fraudVectorFolder,
  makeFraudVectors,
  summariseFraud,
  type FraudVector,
} from './fraud/fraud-vectors.js';
import {
  anchoredForkProof,
  brokenPromiseProof,
  cosignedForkProof,
  entryBytes,
  fork,
  leafOf,
  noteOf,
  otherBeginning,
  readAfter,
  single,
  tlogProof,
  trustRoot,
  valid,
  world,
} from './fraud/fraud-world.js';

const verify = (bytes: Uint8Array) => verifyFraudProof(bytes, { trustRoot, time: VERIFIED_AT });
const judge = (proof: FraudProof) => verify(formatFraudProof(proof));
const isProven = ({ verdict }: FraudResult) => verdict === 'fraud-proven';

describe('fraud proof', () => {
  for (const [name, proof] of Object.entries(valid)) {
    it(`${name}: convicts the log`, async () => {
      const result = await judge(proof());
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('fraud-proven');
      expect(result.code).to.equal(undefined);
      expect(result.convicted[0]).to.include({ party: 'log', name: 'log.example.org/jinan' });
      expect(result.convicted[0]!.sentence.zh).to.match(/[\u4e00-\u9fff]/);
      expect(notProvenBy(result.kind!).length).to.be.greaterThan(1);
      expect(parseFraudProof(formatFraudProof(proof()))).to.deep.equal(proof());
    });
  }

  it('convicts the witnesses that cosigned both, and only those', async () => {
    const { convicted } = await judge(cosignedForkProof());
    expect(convicted.map(({ party, name, offence }) => [party, name, offence])).to.deep.equal([
      ['log', 'log.example.org/jinan', 'fork'],
      ['witness', 'arbitration.example/witness', 'cosigned-fork'],
    ]);
  });

  for (const { about, check, code, verdict = 'mismatch', proof } of fraudCases) {
    it(`${check}: ${about} gives ${code} and convicts nobody`, async () => {
      const result = await judge(proof());
      expect(result.checks.at(-1)).to.include({ id: check, code });
      expect(result.verdict).to.equal(verdict);
      expect(result.code).to.equal(code);
      expect(result.convicted).to.deep.equal([]);
    });
  }

  it('is provoked with every code that it can give', () => {
    const provoked = new Set(fraudCases.map(({ check, code }) => `${check} ${code}`));
    const possible = Object.entries(fraudCheckRegistry).flatMap(([id, { codes }]) =>
      codes.map((code) => `${id} ${code}`),
    );
    // Reads have their own tests; the form and the trust root are tested below.
    const others = /^(read|fraud-proof|trust-root) /;
    expect(possible.filter((each) => !others.test(each) && !provoked.has(each))).to.deep.equal([]);
  });

  it('needs a pinned trust root', async () => {
    const bytes = formatFraudProof(valid['fork']!());
    const result = await verifyFraudProof(bytes, { trustRoot: undefined, time: VERIFIED_AT });
    expect(result).to.include({ verdict: 'unverifiable', code: 'TRUST_ROOT_NOT_PINNED' });
    expect(result.convicted).to.deep.equal([]);
  });

  it('is refused in any other form', async () => {
    const json = JSON.parse(decodeUtf8(formatFraudProof(valid['fork']!()))) as Record<string, JsonValue>;
    const forms: readonly JsonValue[] = [
      {},
      [],
      null,
      { ...json, kind: 'other' },
      { ...json, more: 1 },
      { ...json, kind: null },
      { ...json, notes: [noteOf(world, 6)] },
      { ...json, notes: ['x', 'y'] },
      { ...json, schema: 'quancheng/package/v1' },
    ];
    for (const form of forms)
      expect((await verify(canonicalize(form))).code, JSON.stringify(form)).to.equal('FRAUD_PROOF_MALFORMED');
    const spaced = Buffer.from(JSON.stringify(json, undefined, 1));
    expect((await verify(spaced)).code).to.equal('FRAUD_PROOF_MALFORMED');
  });
});

describe('fraud proof with a changed part', () => {
  for (const [name, proof] of Object.entries(valid)) {
    // Whether a further witness is convicted, its own signature says.
    if (name === 'cosigned-fork') continue;
    it(`${name}: a flipped bit convicts nobody`, async () => {
      const bytes = formatFraudProof(proof());
      const text = decodeUtf8(bytes);
      const begin = text.includes('"read":"') ? text.indexOf('"read":"') : text.length;
      for (let offset = 0; offset < bytes.length; offset += offset > begin && !exhaustive ? 7 : 1) {
        const altered = bytes.slice();
        altered[offset]! ^= 1 << (offset % 8);
        const result = await verify(altered);
        expect(result.verdict, `byte ${offset}`).to.be.oneOf(['mismatch', 'unverifiable']);
        expect(result.convicted).to.deep.equal([]);
      }
    }).timeout(300_000);

    it(`${name}: a changed member convicts nobody, or of the same`, async () => {
      const json = JSON.parse(decodeUtf8(formatFraudProof(proof()))) as JsonValue;
      const before = await judge(proof());
      for (const other of Object.values(valid)) {
        const others = JSON.parse(decodeUtf8(formatFraudProof(other()))) as JsonValue;
        for (const { path, about, value } of mutate(json, others)) {
          const result = await verify(canonicalize(value));
          if (!isProven(result)) continue;
          // Another whole proof, or the same parts in another order, or with another part that proves it as well.
          const isKnown = path === '' || about === 'exchanged' || about === 'another’s';
          expect(isKnown, `${path} ${about}`).to.equal(true);
          if (about === 'exchanged')
            expect(result.convicted[0]!.offence).to.equal(before.convicted[0]!.offence);
        }
      }
    }).timeout(120_000);
  }

  it('cosigned-fork: a changed cosignature convicts the log alone', async () => {
    const [left, right] = cosignedForkProof().notes;
    const altered = left.replace(/(— arbitration\S* \S{20})(.)/, (_all, head: string, digit: string) => {
      return `${head}${digit === 'A' ? 'B' : 'A'}`;
    });
    expect(altered).to.not.equal(left);
    const { convicted } = await judge({ kind: 'fork', notes: [altered, right] });
    expect(convicted.map(({ party }) => party)).to.deep.equal(['log']);
  });
});

describe('fraud proof from two artefacts', () => {
  it('is made where they contradict each other', async () => {
    const made = [
      proveFork(noteOf(world, 6), noteOf(fork, 6)),
      proveAnchoredFork(noteOf(fork, 6), anchoredForkProof().read),
      proveTwoLeaves(leafOf(world, 3, 6), leafOf(fork, 3, 8)),
      proveTwoLeaves(provenLeaf(entryBytes(single), tlogProof(world, 0, 6)), leafOf(fork, 0, 8)),
      proveBrokenPromise(single.promise, brokenPromiseProof().entry, tlogProof(fork, 0, 8)),
      proveLatePromise(single.promise, readAfter(0, 2)),
      proveRewrite(noteOf(world, 6), noteOf(fork, 8), otherBeginning(6, 8)),
      proveAnchoredRewrite(noteOf(fork, 8), anchoredForkProof().read, 6, otherBeginning(6, 8)),
    ];
    for (const proof of made) expect(isProven(await judge(proof!))).to.equal(true);
  });

  it('is not made where they do not', () => {
    expect([
      proveFork(noteOf(world, 6), noteOf(world, 6)),
      proveFork(noteOf(world, 6), noteOf(fork, 5)),
      proveAnchoredFork(noteOf(world, 6), anchoredForkProof().read),
      proveAnchoredFork(noteOf(fork, 5), anchoredForkProof().read),
      proveTwoLeaves(leafOf(world, 3, 6), leafOf(world, 3, 8)),
      proveTwoLeaves(leafOf(world, 3, 6), leafOf(fork, 4, 8)),
      proveBrokenPromise(single.promise, entryBytes(single), tlogProof(world, 0, 6)),
      proveBrokenPromise(single.promise, entryBytes(single), tlogProof(world, 1, 6)),
      proveLatePromise(single.promise, readAfter(6, 2)),
      proveLatePromise(single.promise, readAfter(0, 0.5)),
      proveLatePromise(single.promise, readAfter(0, 2, ['ledger'])),
      proveRewrite(noteOf(fork, 6), noteOf(fork, 8), otherBeginning(6, 8)),
      proveRewrite(noteOf(world, 8), noteOf(fork, 6), otherBeginning(6, 8)),
      proveAnchoredRewrite(noteOf(fork, 6), anchoredForkProof().read, 6, otherBeginning(6, 8)),
      proveAnchoredRewrite(noteOf(fork, 8), anchoredForkProof().read, 5, otherBeginning(5, 8)),
    ]).to.deep.equal(Array.from({ length: 15 }, () => undefined));
  });
});

describe('fraud vector', () => {
  const read = (file: string) => readFileSync(join(fraudVectorFolder, file));
  const { vectors } = JSON.parse(read('vectors.json').toString('utf8')) as {
    vectors: readonly FraudVector[];
  };
  for (const { about, file, trustRoot: root, time, expected } of vectors) {
    it(about, async () => {
      const pinned = { envelope: read(root.file), fingerprint: root.fingerprint };
      expect(summariseFraud(await verifyFraudProof(read(file), { trustRoot: pinned, time }))).to.deep.equal(
        expected,
      );
    });
  }

  it('files are those that the fixtures make today', async () => {
    const made = await makeFraudVectors();
    expect(readdirSync(fraudVectorFolder).sort()).to.deep.equal([...made.keys()].sort());
    for (const [name, bytes] of made) expect(read(name).equals(bytes), name).to.equal(true);
  });
});
