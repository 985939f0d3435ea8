import { expect } from 'chai';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalize,
  encodeUtf8,
  formatEnvelope,
  type JsonObject,
  parseCanonical,
  parseEnvelope,
  payloadTypes,
  signEnvelope,
  unverifiedPayload,
} from '@quancheng/protocol';
import {
  newDocumentStatement,
  newClient,
  signStatement,
  type LineOutcome,
  commitOriginal,
} from '@quancheng/sdk';
import { newAsyncSigner, openKey, readKeyFile } from '@quancheng/sdk/node';
import { fingerprint, verifyTrustRoot } from '@quancheng/verifier';
import { run } from './support/command.js';
import { expectDone, expectFailure } from './support/expect-outcome.js';
import { type Platform, startPlatform } from './support/platform.js';

const AGENCY = '11370100DEMAGC0014';
const never = () => Promise.reject(new Error('must not be asked'));

describe('keys, trust roots and the log over the command line', function () {
  this.timeout(120_000);
  let home: string;
  let work: string;
  let platform: Platform;
  const ours = (...words: string[]) => run(words, { home, folder: work });

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'quancheng-home-'));
    work = await mkdtemp(join(tmpdir(), 'quancheng-work-'));
    platform = await startPlatform({ home });
  });

  after(async () => {
    await platform.stop();
    for (const folder of [home, work]) await rm(folder, { recursive: true, force: true });
  });

  it('deposits a stream of single records, and tells of each line', async () => {
    const signer = newAsyncSigner(
      await openKey(await readKeyFile(join(home, 'keys', 'demo-agency.json')), never),
    );
    const trustRoot = verifyTrustRoot(await readFile(join(home, 'trust-root.json')));
    const client = newClient({ gateway: platform.address, trustRoot });
    const envelopes = await Promise.all(
      Array.from({ length: 600 }, async (_, index) => {
        const signers = [{ key: signer.publicKey.keyId, participant: AGENCY, role: 'depositor' }];
        const context = { ledger: trustRoot.ledger, signers, issued: new Date().toISOString() };
        const statement = newDocumentStatement(context, {
          id: `stream-${index === 599 ? 0 : index}`,
          title: `第 ${index} 件`,
          description: {
            actingFor: AGENCY,
            legalBasis: 'x',
            level: 'general',
            custodian: 'x',
            provenance: { source: 's', mechanism: 'm', collector: 'c' },
          },
          original: commitOriginal(encodeUtf8(String(index)), 'digest', 'text/plain').original,
        });
        return signStatement(statement, [signer]);
      }),
    );
    const outcomes: LineOutcome[] = [];
    for await (const outcome of client.depositRecords(envelopes)) outcomes.push(outcome);
    expect(outcomes.map(({ position }) => position)).to.deep.equal(envelopes.map((_, position) => position));
    const refused = outcomes.filter((outcome) => 'error' in outcome);
    expect(refused.map(({ position, error }) => [position, error.code])).to.deep.equal([
      [599, 'IDEMPOTENCY_CONFLICT'],
    ]);
    const indexes = new Set(
      outcomes.flatMap((each) => ('error' in each ? [] : [each.acknowledgement.index])),
    );
    expect(indexes.size).to.equal(599);
    const proof = await client.proof({ participant: AGENCY, id: 'stream-7' });
    expect(proof).to.match(/^c2sp\.org\/tlog-proof@v1\n/);
    await writeFile(join(work, 'stream-7.tlog-proof'), proof);
    expectDone(await ours('inspect', 'stream-7.tlog-proof'));
  });

  it('adds, rotates, revokes and reports keys', async () => {
    for (const name of ['second', 'third'])
      expectDone(await ours('keygen', '--plain', '--out', `${name}.json`));
    const second = await readKeyFile(join(work, 'second.json'));
    const third = await readKeyFile(join(work, 'third.json'));
    expectDone(await ours('key', 'add', 'second.json'));
    expectFailure(await ours('key', 'add', 'second.json'), 'KEY_EXISTS');
    expectDone(await ours('key', 'rotate', 'third.json', '--key', 'second.json'));
    const listed = expectDone(await ours('key', 'list')).output;
    expect(listed).to.match(new RegExp(`${second.publicKey.keyId} ed25519 revoked 已吊销: superseded`));
    expect(listed).to.match(new RegExp(`${third.publicKey.keyId} ed25519$`, 'm'));
    await writeFile(join(work, 'a.txt'), 'a');
    expectFailure(await ours('deposit', 'a.txt', '--key', 'second.json'), 'KEY_REVOKED');
    expectDone(await ours('deposit', 'a.txt', '--key', 'third.json'));
    expectDone(await ours('key', 'compromise', third.publicKey.keyId, '2026-01-01T00:00:00.000Z'));
    expectFailure(await ours('key', 'revoke', third.publicKey.keyId), 'KEY_REVOKED');
    // What was anchored before stays proven; that its key is contested is said beside.
    const { output } = expectDone(await ours('verify', 'a.txt.evidence.json', '--original', 'a.txt'));
    expect(output).to.contain('self-attested');
  });

  it('accepts a successor of the pinned root without a new fingerprint, and no other', async () => {
    const pinned = await readFile(join(home, 'trust-root.json'));
    const administrators = await Promise.all(
      ['ArbitrationMSP', 'BigDataMSP'].map(async (name) =>
        openKey(await readKeyFile(join(home, 'keys', `administrator-${name}.json`)), never),
      ),
    );
    const payload = unverifiedPayload(parseEnvelope(pinned));
    const next = { ...(parseCanonical(payload) as JsonObject), sequence: 2, previous: fingerprint(payload) };
    const sign = (root: JsonObject) =>
      formatEnvelope(signEnvelope(payloadTypes.trustRoot, canonicalize(root), administrators));
    await writeFile(join(work, 'skipped.json'), sign({ ...next, sequence: 3 }));
    expectFailure(await ours('trust', 'pin', 'skipped.json'), 'FINGERPRINT_MISSING');
    await writeFile(join(work, 'next.json'), sign(next));
    expectDone(await ours('trust', 'pin', 'next.json'));
    expect(expectDone(await ours('trust', 'show')).output).to.contain('序号: 2');
    expectFailure(await ours('trust', 'pin', platform.address), 'FINGERPRINT_MISSING');
    expectDone(await ours('verify', 'a.txt.evidence.json', '--original', 'a.txt'));
    expectDone(
      await ours('verify', 'a.txt.evidence.json', '--trust-root', join(home, 'own-trust-root.json')),
    );
  });

  it('finds a log that serves other tiles than it signed', async () => {
    const source = join(home, 'gateway', 'log', 'public');
    const copy = join(work, 'log');
    await cp(source, copy, { recursive: true });
    expectDone(await ours('log', 'check', copy));
    const tile = join(copy, 'tile', '0', '000');
    const bytes = await readFile(tile);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(tile, bytes);
    const { status, errors } = await ours('log', 'check', copy);
    expect(status).to.equal(1);
    expect(errors).to.contain('LOG_MISMATCH');
    expectFailure(await ours('log', 'check', join(work, 'nothing')), 'FILE_UNREADABLE');
    const key = (await (await fetch(`${platform.address}/log/vkey`)).text()).trim();
    expectDone(await ours('log', 'check', `${platform.address}/log`, '--vkey', key));
  });
});
