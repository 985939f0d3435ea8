import { decodeBase64, type ErrorCode, type JsonObject } from '@quancheng/protocol';
import {
  verifyAsOf,
  verifyCollection,
  verifyTrustRoot,
  verifyVersions,
  type TrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { registrar } from '../chaincode/support/test-genesis.js';
import { codeOf } from '../support/evidence/codes.js';
import { textAt, until } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bank, court, digests, fund, PERSON, person, PURPOSE, rival } from './support/record-parties.js';
import {
  activation,
  offer,
  openRecordWorld,
  pauseOrResume,
  type RecordWorld,
} from './support/record-world.js';

const VERSIONS = 64;
const USES = 63;
const NONCE = '0123456789abcdef'.repeat(2);
const CONSENT = 'consent/bank/c1';

const expectCode = (code: ErrorCode, action: () => unknown): void => {
  expect(codeOf(action)).to.equal(code);
};

describe('endorsed reads of records', function () {
  this.timeout(120_000);
  let records: RecordWorld;
  let root: TrustRoot;
  let history: readonly Uint8Array[];
  let uses: readonly Uint8Array[];
  /** After version 2, and before version 3. */
  let between: string;

  const readsAt = async (path: string, by = bank): Promise<readonly Uint8Array[]> => {
    const { json, text } = await records.read(path, by);
    if (!Array.isArray(json['reads'])) throw new Error(text);
    return (json['reads'] as readonly string[]).map((each) => decodeBase64(each));
  };

  const denied = (number: number) => ({
    action: 'use.request',
    target: `bank/u-${number}`,
    expectedVersion: 0,
    body: {
      consent: 'bank/c1',
      purpose: PURPOSE,
      fields: ['unheard.of'],
      reference: digests('1'),
      request: digests('2'),
    },
    by: [bank],
  });

  /** Waits until the ledger has had two ticks after now. */
  const settle = async (): Promise<string> => {
    const moment = timeIn(0);
    await until(
      () => records.read(`/v1/purposes/${PURPOSE}?asOf=${moment}`),
      ({ status }) => status === 200,
      ({ text }) => text,
    );
    return moment;
  };

  before(async () => {
    records = await openRecordWorld();
    root = verifyTrustRoot(records.world.configuration.trustRoot);
    await records.order(offer('bank/c1'));
    await records.order(activation('bank/c1'));
    between = await settle();
    for (let version = 2; version < VERSIONS; version += 1)
      await records.order(pauseOrResume('bank/c1', version));
    for (let number = 0; number < USES; number += 21) {
      await records.send(...Array.from({ length: 21 }, (_, index) => denied(number + index)));
    }
    history = await readsAt(`/v1/consents/bank/c1/read?nonce=${NONCE}`);
    uses = await readsAt(`/v1/collections/uses/bank/c1/read?nonce=${NONCE}`);
  });
  after(() => records.close());

  it('prove a record’s whole history, in pages of one version', () => {
    expect(history).to.have.length(2);
    const { versions, asOf } = verifyVersions(history, root, CONSENT, { nonce: NONCE });
    expect(versions.map(({ version }) => version)).to.deep.equal(
      Array.from({ length: VERSIONS }, (_, i) => i + 1),
    );
    expect(versions.slice(0, 3).map(({ status }) => status)).to.deep.equal(['offered', 'active', 'paused']);
    expect(asOf.number).to.be.greaterThan(0);
  });

  it('prove all entries of a collection, denials included', () => {
    expect(uses).to.have.length(2);
    const { entries } = verifyCollection(uses, root, 'uses/bank/c1', { nonce: NONCE });
    expect(entries.map(({ number }) => number)).to.deep.equal(Array.from({ length: USES }, (_, i) => i + 1));
    expect(entries[0]).to.include({ record: 'use/bank/u-0', version: 1 });
  });

  it('prove what was in force: between versions, before the first, and now', async () => {
    const reads = await readsAt('/v1/consents/bank/c1/read?version=2');
    const then = verifyAsOf(reads, root, { record: CONSENT, moment: between });
    expect(then.version).to.include({ version: 2, status: 'active' });
    const first = await readsAt('/v1/consents/bank/c1/read?version=1');
    const before = verifyAsOf(first, root, { record: CONSENT, moment: '2026-01-01T00:00:00.000Z' });
    expect(before.version).to.equal(undefined);
    const moment = await settle();
    const newest = await readsAt(`/v1/consents/bank/c1/read?version=${VERSIONS}`);
    expect(verifyAsOf(newest, root, { record: CONSENT, moment }).version).to.include({ version: VERSIONS });
  });

  it('do not prove a moment that isn’t settled, or one whose version is not among them', async () => {
    const reads = await readsAt('/v1/consents/bank/c1/read?version=2');
    const ask = (moment: string) => () => verifyAsOf(reads, root, { record: CONSENT, moment });
    expectCode('AS_OF_UNPROVEN', ask('2026-01-01T00:00:00.000Z'));
    const newest = await readsAt(`/v1/consents/bank/c1/read?version=${VERSIONS}`);
    expectCode('AS_OF_UNPROVEN', () => verifyAsOf(newest, root, { record: CONSENT, moment: timeIn(0) }));
    expectCode('VALUE_OUT_OF_RANGE', ask('yesterday'));
  });

  it('without a version or an entry, or with pages of different heads, prove nothing', async () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = history;
    const versions = (reads: readonly Uint8Array[]) => () => verifyVersions(reads, root, CONSENT);
    expectCode('READ_INCOMPLETE', versions([first]));
    expectCode('READ_INCOMPLETE', versions([second]));
    expectCode('READ_INCOMPLETE', versions([]));
    expectCode('READ_INCOMPLETE', () => verifyCollection([uses[0]!], root, 'uses/bank/c1'));
    expectCode('READ_INCOMPLETE', () => verifyVersions(history, root, 'consent/bank/c2'));
    expectCode('READ_CONTEXT_MISMATCH', () =>
      verifyVersions(history, root, CONSENT, { nonce: NONCE.replace('0', '1') }),
    );
    expectCode('READ_STALE', () => verifyVersions(history, root, CONSENT, { notBefore: timeIn(60_000) }));
    await records.order(pauseOrResume('bank/c1', VERSIONS));
    const later = await readsAt('/v1/consents/bank/c1/read');
    expectCode('READ_CONFLICT', versions([first, later[1]!]));
    expectCode('READ_CONFLICT', versions([...history, ...later]));
    await records.send(denied(USES));
    const more = await readsAt('/v1/collections/uses/bank/c1/read');
    expectCode('READ_CONFLICT', () => verifyCollection([uses[0]!, more[1]!], root, 'uses/bank/c1'));
    expect(verifyCollection(more, root, 'uses/bank/c1').entries).to.have.length(USES + 1);
  });

  it('go on where a page ends', async () => {
    const rest = await readsAt('/v1/collections/uses/bank/c1/read?after=60');
    const whole = await readsAt('/v1/collections/uses/bank/c1/read');
    expect(rest).to.have.length(1);
    expect(verifyCollection([whole[0]!, ...rest], root, 'uses/bank/c1').entries).to.have.length(USES + 1);
  });

  it('prove absence to whom it concerns', async () => {
    const none = await readsAt('/v1/collections/certificates/bank/read');
    expect(verifyCollection(none, root, 'certificates/bank').entries).to.deep.equal([]);
    const { json } = await records.read(`/v1/reads?nonce=${NONCE}&key=consent/bank/none`, bank);
    const { versions } = verifyVersions([decodeBase64(textAt(json, 'read'))], root, 'consent/bank/none');
    expect(versions).to.deep.equal([]);
  });

  it('prove by route that there is no such record, now and before, to those who may know it', async () => {
    for (const by of [bank, court]) {
      const reads = await readsAt(`/v1/consents/bank/none/read?nonce=${NONCE}`, by);
      const proven = verifyVersions(reads, root, 'consent/bank/none', { nonce: NONCE });
      expect(proven.versions).to.deep.equal([]);
      const then = verifyAsOf(reads, root, { record: 'consent/bank/none', moment: between });
      expect(then.version).to.equal(undefined);
      expectCode('READ_INCOMPLETE', () => verifyVersions(reads, root, 'consent/bank/other'));
    }
    const open = await readsAt('/v1/purposes/bank/none/read', rival);
    expect(verifyVersions(open, root, 'purpose/bank/none').versions).to.deep.equal([]);
    const certificate = await readsAt('/v1/certificates/bank/none/read', registrar);
    expect(verifyVersions(certificate, root, 'certificate/bank/none').versions).to.deep.equal([]);
    const claim = `/v1/reads?nonce=${NONCE}&key=claim/bank/none`;
    expect((await records.read(claim, registrar)).status).to.equal(200);
    for (const [path, by] of [
      ['/v1/consents/bank/none/read', rival],
      ['/v1/consents/bank/none/read', registrar],
      ['/v1/certificates/bank/none/read', rival],
      ['/v1/certificates/bank/none/read', undefined],
      [claim, rival],
    ] as const) {
      expect((await records.read(path, by)).status, path).to.equal(404);
    }
  });

  it('go to a record’s readers only, by route and by state key', async () => {
    const version = `version/${CONSENT}/${'1'.padStart(16, '0')}`;
    const entry = `entry/uses/bank/c1/${'1'.padStart(16, '0')}`;
    const statusOf = async (path: string, by?: typeof bank) => (await records.read(path, by)).status;
    const byKey = (key: string) => `/v1/reads?nonce=${NONCE}&key=${key}`;
    const paths = [
      '/v1/consents/bank/c1/read',
      '/v1/consents/bank/c1/read?version=1',
      '/v1/collections/uses/bank/c1',
      '/v1/collections/uses/bank/c1/read',
      ...[CONSENT, version, entry, 'consumption/bank/c1', 'collection/uses/bank/c1', 'use/bank/u-1'].map(
        byKey,
      ),
      `${byKey('ledger')}&key=${CONSENT}`,
    ];
    for (const path of paths) {
      for (const by of [bank, fund, person, court]) expect(await statusOf(path, by), path).to.equal(200);
      for (const by of [rival, undefined]) expect(await statusOf(path, by), path).to.equal(404);
    }
    for (const path of [`/v1/collections/consents/${PERSON}`, byKey(`collection/consents/${PERSON}`)]) {
      for (const by of [person, court]) expect(await statusOf(path, by), path).to.equal(200);
      for (const by of [bank, rival, undefined]) expect(await statusOf(path, by), path).to.equal(404);
    }
    for (const key of [
      'ledger',
      'participant/bank',
      `key/${bank.signer.publicKey.keyId}`,
      `purpose/${PURPOSE}`,
    ]) {
      expect(await statusOf(byKey(key)), key).to.equal(200);
    }
    expect(await statusOf(`/v1/purposes/${PURPOSE}/read`)).to.equal(200);
    expect(await statusOf(byKey('consent/bank/none'), rival)).to.equal(404);
    expect(await statusOf('/v1/consents/bank/c1/read?version=1000', bank)).to.equal(404);
    expect(await statusOf('/v1/consents/bank/c1/read?nonce=x', bank)).to.equal(400);
  });

  it('collections are listed in pages', async () => {
    const { json } = await records.read('/v1/collections/uses/bank/c1?limit=40', person);
    expect((json['collection'] as JsonObject)['count']).to.equal(USES + 1);
    expect(json['entries']).to.have.length(40);
    const rest = await records.read(`/v1/collections/uses/bank/c1?after=${textAt(json, 'next')}`, person);
    expect(rest.json['entries']).to.have.length(USES + 1 - 40);
    expect(rest.json).not.to.have.property('next');
  });
});
