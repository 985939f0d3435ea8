import { decodeBase64, encodeBase64, parsePromise, type JsonObject } from '@quancheng/protocol';
import {
  exportPackage,
  fingerprint,
  formatPackage,
  parseBundle,
  verifyBundle,
  verifyPackage,
  type PinnedTrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { newPossession } from '../chaincode/support/statements.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { depositor, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { at, get, getUntil, JSON_TYPE, NDJSON_TYPE, post, textAt } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';

describe('evidence from the gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let base: string;
  let trustRoot: PinnedTrustRoot;

  before(async () => {
    world = await openGatewayWorld();
    base = world.gateway.address;
    const { json } = await get(`${base}/v1/trust-root`);
    trustRoot = {
      envelope: world.configuration.trustRoot,
      fingerprint: fingerprint(decodeBase64(textAt(json, 'payload'))),
    };
  });
  after(() => world.close());

  it('of a single record is a package that the verifier proves', async () => {
    const envelope = bytesOf(signedDocument('single'));
    const deposited = await post(`${base}/v1/records`, envelope);
    expect(deposited.status, deposited.text).to.equal(201);
    const address = `${base}/v1/records/${AGENCY}/single`;
    const evidence = await getUntil(`${address}/package`, 200);
    const result = await verifyPackage(Buffer.from(evidence.text), {
      trustRoot,
      time: timeIn(0),
      originalKey: Buffer.alloc(32, 7),
      original: Buffer.from('original of single'),
    });
    expect(result.checks.filter(({ status }) => status !== 'match')).to.deep.equal([]);
    expect(result.verdict).to.equal('integrity-proven');
    expect(evidence.json['promise']).to.deep.equal(deposited.json['promise']);
    expect((await get(`${address}/proof`)).text).to.equal(evidence.json['proof']);
    const record = (await get(address)).json;
    expect(record['record']).to.deep.equal({ envelope: JSON.parse(envelope.toString()) as JsonObject });
    expect(record['entry']).to.deep.equal(evidence.json['entry']);
    expect((await get(`${address}/promise`)).json).to.deep.equal(deposited.json['promise']);
  });

  it('of a batch is a bundle that the verifier proves, and of each member a package', async () => {
    const batch = newBatch('rows', 300);
    const deposited = await post(
      `${base}/v1/batches`,
      joinLines(batch.header, ...batch.members),
      NDJSON_TYPE,
    );
    expect(deposited.status, deposited.text).to.equal(201);
    const bundle = Buffer.from((await getUntil(`${base}/v1/batches/${AGENCY}/rows/bundle`, 200)).text);
    const result = await verifyBundle(bundle, { trustRoot, time: timeIn(0) });
    expect(result.records).to.have.length(300);
    expect(result.verdict, JSON.stringify(result.records.find(({ code }) => code))).to.equal(
      'integrity-proven',
    );
    for (const member of [0, 1, 255, 256, 299]) {
      const evidence = Buffer.from((await get(`${base}/v1/records/${AGENCY}/rows.${member}/package`)).text);
      const single = await verifyPackage(evidence, { trustRoot, time: timeIn(0) });
      expect(single.verdict).to.equal('integrity-proven');
      const promise = parsePromise(decodeBase64(textAt(deposited.json, 'promise', 'payload')));
      expect(single.log?.index).to.equal(promise.first + member);
      const exported = JSON.parse(
        Buffer.from(formatPackage(exportPackage(parseBundle(bundle), member))).toString(),
      ) as JsonObject;
      const parts = JSON.parse(evidence.toString()) as JsonObject;
      // Endorsed anew: the reads answer the same, at another time.
      expect({ ...exported, reads: [] }).to.deep.equal({ ...parts, reads: [] });
    }
  });

  it('of a record with sixteen signers of three algorithms is proven, too', async () => {
    const algorithms = ['ed25519', 'ecdsa-p256-sha256', 'sm2-sm3'] as const;
    const added = Array.from({ length: 15 }, (_, index) => ({
      ...depositor,
      signer: testSigner(`signer ${index}`, algorithms[index % 3]),
    }));
    await world.ledgerWorld.order(
      ...added.map(({ signer }, index) => ({
        action: 'key.add',
        target: AGENCY,
        expectedVersion: index + 1,
        body: { possession: newPossession(AGENCY, signer) },
        parties: [{ ...depositor, role: 'participant' }],
      })),
    );
    const deposited = await post(
      `${base}/v1/records`,
      bytesOf(signedDocument('many', {}, [depositor, ...added])),
    );
    expect(deposited.status, deposited.text).to.equal(201);
    const evidence = await getUntil(`${base}/v1/records/${AGENCY}/many/package`, 200);
    expect(evidence.json['reads']).to.have.length(2);
    const result = await verifyPackage(Buffer.from(evidence.text), { trustRoot, time: timeIn(0) });
    expect(result.verdict, JSON.stringify(result.checks)).to.equal('integrity-proven');
  });

  it('gives the batch, its promise, and a member’s payload as signed', async () => {
    const batch = newBatch('three', 3);
    const deposited = await post(
      `${base}/v1/batches`,
      joinLines(batch.header, ...batch.members),
      NDJSON_TYPE,
    );
    const { index, received, promise } = deposited.json;
    const stored = await get(`${base}/v1/batches/${AGENCY}/three`);
    expect(stored.json).to.deep.equal({
      envelope: JSON.parse(batch.header.toString()) as JsonObject,
      index,
      size: 3,
      received,
    });
    expect((await get(`${base}/v1/batches/${AGENCY}/three/promise`)).json).to.deep.equal(promise);
    const member = (await get(`${base}/v1/records/${AGENCY}/three.1`)).json;
    expect(at(member, 'record', 'payload')).to.equal(encodeBase64(batch.members[1]!));
    expect(member['index']).to.equal(Number(index) + 1);
    expect((await get(`${base}/v1/records/${AGENCY}/three.1/promise`)).json).to.deep.equal(promise);
  });

  const unknown = [
    [`/v1/records/${AGENCY}/nothing`, 'RECORD_UNKNOWN'],
    [`/v1/records/${AGENCY}/nothing/package`, 'RECORD_UNKNOWN'],
    [`/v1/records/nobody/single`, 'RECORD_UNKNOWN'],
    [`/v1/records/${AGENCY}/single.0`, 'RECORD_UNKNOWN'],
    [`/v1/records/${AGENCY}/three`, 'RECORD_UNKNOWN'],
    [`/v1/records/${AGENCY}/three.3`, 'RECORD_UNKNOWN'],
    [`/v1/batches/${AGENCY}/single`, 'RECORD_UNKNOWN'],
    [`/v1/batches/${AGENCY}/nothing/bundle`, 'RECORD_UNKNOWN'],
    [`/v1/records/${AGENCY}/single/nothing`, 'ADDRESS_UNKNOWN'],
  ] as const;
  for (const [path, code] of unknown) {
    it(`answers 404 ${code} for ${path}`, async () => {
      const answer = await get(base + path);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(answer.json).to.include({
        code,
        status: 404,
        retryable: false,
        type: `urn:quancheng:error:${code}`,
      });
    });
  }

  it('answers 400 for ids that cannot be', async () => {
    for (const path of [
      `/v1/records/${AGENCY}/three.01`,
      `/v1/records/${AGENCY}/%20`,
      `/v1/batches/a%2Fb/c`,
    ]) {
      const answer = await get(base + path);
      expect(answer.json).to.include({ code: 'REQUEST_MALFORMED', status: 400 });
    }
  });
});

describe('evidence before the anchor', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  before(async () => {
    world = await openGatewayWorld({ pace: { linger: 3_600_000 } });
  });
  after(() => world.close());

  it('is a promise and a record, but no proof yet', async () => {
    const base = world.gateway.address;
    await post(`${base}/v1/records`, bytesOf(signedDocument('early')), JSON_TYPE);
    const address = `${base}/v1/records/${AGENCY}/early`;
    expect((await get(address)).status).to.equal(200);
    expect((await get(`${address}/promise`)).status).to.equal(200);
    for (const part of ['proof', 'package']) {
      const answer = await get(`${address}/${part}`);
      expect(answer.json).to.include({ code: 'NOT_YET_ANCHORED', status: 409, retryable: true });
    }
  });
});
