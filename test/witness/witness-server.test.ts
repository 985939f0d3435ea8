import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeHex,
  encodeUtf8,
  formatVerifierKey,
  isQuanchengError,
  newCosigner,
  newVerifierKey,
  sha256,
  type VerifierKey,
} from '@quancheng/protocol';
import { verifyFraudProof } from '@quancheng/verifier';
import { startWitness, type RunningWitness, type WitnessConfiguration } from '@quancheng/witness';
import { expect } from 'chai';
import { newTestConsortium, ORIGIN } from '../support/evidence/consortium.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { cosign } from '../support/evidence/witnesses.js';
import { ask, cosignedAt } from './support/ask-witness.js';
import { SignedLog } from './support/signed-log.js';

const NAME = 'arbitration.example/witness';
const consortium = newTestConsortium();
const { logSigner } = consortium;
const signer = testSigner(NAME);
const key: VerifierKey = newVerifierKey(NAME, 'cosignature', signer.publicKey);
const CLOCK = Date.parse('2026-11-23T09:00:00.500Z');

describe('witness server', () => {
  let directory: string;
  let witness: RunningWitness;
  let log: SignedLog;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-witness-'));
    log = new SignedLog(logSigner).grow(20);
    witness = await start();
  });
  afterEach(async () => {
    await witness.close();
    await rm(directory, { recursive: true });
  });

  const start = (change: Partial<WitnessConfiguration> = {}) =>
    startWitness({
      directory,
      name: NAME,
      key: signer,
      trustRoot: consortium.root,
      ledger: (origin, size) => log.anchors()(origin, size),
      port: 0,
      host: '127.0.0.1',
      anchorPatience: 0,
      clock: () => CLOCK,
      ...change,
    });
  const send = (body: string | Uint8Array) => ask(witness.address, body);

  it('cosigns the first checkpoint and whatever follows from it, in time-stamped lines', async () => {
    for (const [old, size] of [
      [0, 3],
      [3, 8],
      [8, 13],
    ] as const) {
      const { status, text } = await send(log.request(old, size));
      expect(status, text).to.equal(200);
      expect(cosignedAt(log.text(size), text, key)).to.equal(Math.floor(CLOCK / 1_000));
    }
  });

  it('says which size it has if asked from another', async () => {
    const first = await send(log.request(5, 8));
    expect({ ...first }).to.include({ status: 409, type: 'text/x.tlog.size', text: '0\n' });
    await send(log.request(0, 8));
    for (const old of [0, 3, 7]) expect((await send(log.request(old, 9))).text).to.equal('8\n');
    expect((await send(log.request(9, 9))).status).to.equal(409);
    expect((await send(log.request(0, 5))).text, 'smaller').to.equal('8\n');
  });

  it('cosigns the same tree again', async () => {
    const first = await send(log.request(0, 8));
    expect(await send(log.request(8, 8))).to.deep.equal(first);
  });

  it('never cosigns a second tree of one size, and keeps a proof of the fraud', async () => {
    await send(log.request(0, 8));
    const fork = log.fork(4).grow(8, 'forged');
    const answer = await send(fork.request(8, 8));
    expect({ ...answer }).to.include({ status: 422, code: 'PROOF_INVALID' });
    const [kept, ...others] = await readdir(join(directory, 'evidence'));
    expect(others).to.deep.equal([]);
    const proof = await readFile(join(directory, 'evidence', kept!));
    const options = { trustRoot: consortium.root, time: '2026-11-23T10:00:00.000Z' };
    expect(await verifyFraudProof(proof, options)).to.include({ verdict: 'fraud-proven', kind: 'fork' });
  });

  it('refuses a larger tree that does not contain the one it cosigned', async () => {
    await send(log.request(0, 8));
    const fork = log.fork(4).grow(12, 'forged');
    const forged = log.request(8, 12).replace(log.note(12), fork.note(12));
    expect(await codeAndStatus(forged)).to.deep.equal([422, 'PROOF_INVALID']);
    expect(await codeAndStatus(fork.request(8, 12))).to.deep.equal([422, 'PROOF_INVALID']);
    expect(await codeAndStatus(log.request(8, 12))).to.deep.equal([200, undefined]);
  });

  it('refuses a proof where none may be', async () => {
    const [, rest] = log.request(4, 8).split('old 4\n');
    expect(await codeAndStatus(`old 0\n${rest!}`)).to.deep.equal([422, 'PROOF_INVALID']);
  });

  it('refuses an empty tree with another root than the empty one', async () => {
    const other = new SignedLog(logSigner).grow(1);
    const forged = log.request(0, 0).replace(log.note(0), other.note(1).replace('\n1\n', '\n0\n'));
    expect((await send(forged)).code).to.equal('CHECKPOINT_SIGNATURE_INVALID');
    expect((await send(log.request(0, 0))).status).to.equal(200);
  });

  it('answers as the specification says what it cannot take', async () => {
    const unknown = new SignedLog(logSigner, 'log.example.org/other').grow(3);
    expect(await codeAndStatus(unknown.request(0, 3))).to.deep.equal([404, 'WITNESS_LOG_UNKNOWN']);
    const stranger = new SignedLog(testSigner('x')).grow(3);
    expect(await codeAndStatus(stranger.request(0, 3))).to.deep.equal([403, 'CHECKPOINT_SIGNATURE_INVALID']);
    const broken = log.request(0, 3).replace(log.text(3), log.text(4));
    expect(await codeAndStatus(broken)).to.deep.equal([403, 'CHECKPOINT_SIGNATURE_INVALID']);
    const malformed = [400, 'ADD_CHECKPOINT_MALFORMED'];
    expect(await codeAndStatus(log.request(0, 3).replace('old 0', 'old 00'))).to.deep.equal(malformed);
    expect(await codeAndStatus('')).to.deep.equal(malformed);
    expect(await codeAndStatus(Uint8Array.of(0xff, 0xfe))).to.deep.equal(malformed);
    expect(await codeAndStatus(`old 4\n\n${log.note(3)}`), 'old size above').to.deep.equal(malformed);
    expect(await codeAndStatus('x'.repeat(70_000))).to.deep.equal([413, 'BODY_TOO_LARGE']);
  });

  it('ignores what others signed beside the log', async () => {
    const note = cosign(log.note(3), newCosigner('other', testSigner('other'), 1));
    expect((await send(log.request(0, 3).replace(log.note(3), note))).status).to.equal(200);
    const { text } = await get(`/${encodeHex(sha256(encodeUtf8(ORIGIN)))}/checkpoint`);
    expect(text).to.not.include('other');
  });

  it('does not cosign what its peer does not show anchored, and says that it may later', async () => {
    const behind = log.fork(8);
    await witness.close();
    let anchors = behind.anchors();
    witness = await start({ ledger: (origin, size) => anchors(origin, size) });
    await send(log.request(0, 8));
    const early = await send(log.request(8, 9));
    expect({ ...early }).to.include({ status: 503, code: 'WITNESS_NOT_ANCHORED', retryAfter: '1' });
    anchors = log.anchors();
    expect((await send(log.request(8, 9))).status).to.equal(200);
    anchors = log.fork(9).grow(12, 'forged').anchors();
    expect(await codeAndStatus(log.request(9, 12))).to.deep.equal([422, 'ANCHOR_MISMATCH']);
  });

  it('goes on from its head after a restart', async () => {
    await send(log.request(0, 8));
    await witness.close();
    witness = await start();
    expect((await send(log.request(0, 9))).text).to.equal('8\n');
    expect((await send(log.request(8, 9))).status).to.equal(200);
  });

  it('gives one of two that come at once the cosignature, and the other the new size', async () => {
    await send(log.request(0, 4));
    const answers = await Promise.all([send(log.request(4, 9)), send(log.request(4, 12))]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    const winner = answers[0].status === 200 ? 9 : 12;
    expect(answers.find(({ status }) => status === 409)!.text).to.equal(`${winner}\n`);
  });

  it('on one folder with another process never signs two trees of one size', async () => {
    for (let round = 0; round < 25; round += 1) {
      const folder = join(directory, `round${round}`);
      const forks = ['left', 'right'].map((about) => log.fork(2).grow(6, `${about} ${round}`));
      const twins = await Promise.all(
        forks.map((fork) => start({ directory: folder, ledger: fork.anchors() })),
      );
      const answers = await Promise.all(
        twins.map(({ address }, place) => ask(address, forks[place]!.request(0, 6))),
      );
      expect(answers.filter(({ status }) => status === 200).length, `round ${round}`).to.equal(1);
      const second = await Promise.all(
        twins.map(({ address }, place) => ask(address, forks[place]!.request(6, 6))),
      );
      expect(second.filter(({ status }) => status === 200).length, `round ${round}`).to.equal(1);
      await Promise.all(twins.map((each) => each.close()));
    }
  });

  it('does not start with a damaged head', async () => {
    await send(log.request(0, 8));
    await witness.close();
    const folder = join(directory, encodeHex(sha256(encodeUtf8(ORIGIN))));
    await writeFile(join(folder, (await readdir(folder))[0]!), '{}');
    expect(await codeOfStart()).to.equal('WITNESS_STATE_DAMAGED');
    await rm(folder, { recursive: true });
    witness = await start();
  });

  it('does not start with a key that is a log’s or another witness’s', async () => {
    expect(await codeOfStart({ key: logSigner })).to.equal('WITNESS_KEY_DUPLICATE');
    const policy = `witness w ${formatVerifierKey(newVerifierKey('other.example', 'cosignature', signer.publicKey))}\nquorum w\n`;
    const { root } = newTestConsortium(undefined, (content) => ({ ...content, witnesses: policy }));
    expect(await codeOfStart({ trustRoot: root })).to.equal('WITNESS_KEY_DUPLICATE');
  });

  it('serves the checkpoint that it cosigned, its key, its state and its metrics', async () => {
    const path = `/${encodeHex(sha256(encodeUtf8(ORIGIN)))}/checkpoint`;
    expect((await get(path)).status).to.equal(404);
    expect((await get(`/${'0'.repeat(64)}/checkpoint`)).status).to.equal(404);
    await send(log.request(0, 8));
    const lines = (await send(log.request(8, 8))).text;
    expect((await get(path)).text).to.equal(log.note(8) + lines);
    expect((await get('/vkey')).text).to.equal(`${formatVerifierKey(key)}\n`);
    const state = JSON.parse((await get('/v1/witness')).text) as object;
    expect(state).to.deep.include({
      name: NAME,
      logs: [{ origin: ORIGIN, size: 8, root: encodeHex(log.root(8)), cosigned: '2026-11-23T09:00:00.000Z' }],
    });
    await send('');
    const { text } = await get('/metrics');
    expect(text).to.include(`quancheng_witness_head_size{origin="${ORIGIN}"} 8`);
    expect(text).to.include('quancheng_witness_requests_total{outcome="ADD_CHECKPOINT_MALFORMED"} 1');
  });

  const get = async (path: string) => {
    const response = await fetch(witness.address + path);
    return { status: response.status, text: await response.text() };
  };
  const codeAndStatus = async (body: string | Uint8Array) => {
    const { status, code } = await send(body);
    return [status, code];
  };
  const codeOfStart = async (change: Partial<WitnessConfiguration> = {}) => {
    const outcome = await start(change).catch((error: unknown) => error);
    if (isQuanchengError(outcome)) return outcome.code;
    await (outcome as RunningWitness).close();
    return undefined;
  };
});
