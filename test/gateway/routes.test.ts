import {
  decodeBase64,
  formatCanonical,
  parseVerifierKey,
  type JsonObject,
  type JsonValue,
} from '@quancheng/protocol';
import { verifyEndorsedRead, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { LEDGER, newCommand, newPossession, type CommandOptions } from '../chaincode/support/statements.js';
import { REGISTRAR } from '../chaincode/support/test-genesis.js';
import { AGENCY, registration } from '../chaincode/support/test-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import {
  depositor,
  LOG_ORIGIN,
  logNoteSigner,
  openGatewayWorld,
  type GatewayWorld,
} from './support/gateway-world.js';
import { at, get, getUntil, post, textAt } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { recordRoutes } from './support/record-routes.js';
import { bytesOf, signedDocument } from './support/records.js';

const NONCE = '00112233445566778899aabbccddeeff';
const NEWCOMER = '91370100MA3CQ00008';

describe('routes of the gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let base: string;

  before(async () => {
    world = await openGatewayWorld();
    base = world.gateway.address;
  });
  after(() => world.close());

  it('GET /v1/ledger describes the ledger and the log', async () => {
    const { json } = await get(`${base}/v1/ledger`);
    expect(json).to.include({ ledger: LEDGER, channel: 'quancheng', chaincode: 'quancheng' });
    expect(json).to.have.nested.property('tick.number').that.is.at.least(1);
    expect(at(json, 'log', 'origin')).to.equal(LOG_ORIGIN);
    expect(parseVerifierKey(textAt(json, 'log', 'verifierKey'))).to.deep.include({ name: LOG_ORIGIN });
    expect(at(json, 'log', 'head', 'size')).to.be.a('number');
  });

  it('GET /v1/trust-root gives the envelope byte for byte', async () => {
    expect((await get(`${base}/v1/trust-root`)).text).to.equal(
      Buffer.from(world.configuration.trustRoot).toString(),
    );
  });

  it('GET /v1/participants/{id} shows keys and their state', async () => {
    const { json } = await get(`${base}/v1/participants/${AGENCY}`);
    expect(json['participant']).to.include({ id: AGENCY, version: 1 });
    const [key] = json['keys'] as JsonObject[];
    expect(at(key, 'key', 'key')).to.equal(depositor.signer.publicKey.keyId);
    expect(key).to.include({ revocation: null, compromise: null });
    const unknown = await get(`${base}/v1/participants/nobody`);
    expect(unknown.json).to.include({ code: 'PARTICIPANT_UNKNOWN', status: 404 });
  });

  it('GET /v1/reads gives a fresh endorsed read with the caller’s nonce', async () => {
    const keys = ['ledger', `participant/${AGENCY}`, 'participant/nobody'];
    const query = keys.map((key) => `key=${encodeURIComponent(key)}`).join('&');
    const { json } = await get(`${base}/v1/reads?nonce=${NONCE}&${query}`);
    const root = verifyTrustRoot(world.configuration.trustRoot);
    const read = verifyEndorsedRead(decodeBase64(textAt(json, 'read')), root, { nonce: NONCE });
    expect(read.answers.map(({ key }) => key)).to.deep.equal([...keys].sort());
    expect(read.answers.find(({ key }) => key === 'participant/nobody')?.value).to.equal(null);
  });

  it('GET /v1/reads refuses what it does not understand', async () => {
    for (const query of ['', `nonce=${NONCE}`, `nonce=zz&key=ledger`, `nonce=${NONCE}&key=ledger&more=1`]) {
      expect((await get(`${base}/v1/reads?${query}`)).json).to.include({
        code: 'REQUEST_MALFORMED',
        status: 400,
      });
    }
    const answer = await get(`${base}/v1/reads?nonce=${NONCE}&key=secrets`);
    expect(answer.json).to.include({ code: 'ARGUMENT_INVALID' });
  });

  it('POST /v1/commands relays, and tells what became of each command', async () => {
    const signer = testSigner('newcomer');
    const good = command(registration(NEWCOMER.replace('8', '9'), signer));
    const posted = await post(`${base}/v1/commands`, envelopes([good, good]));
    expect(posted.status, posted.text).to.equal(200);
    const outcomes = posted.json['outcomes'] as JsonObject[];
    expect(posted.json['transaction']).to.match(/^[0-9a-f]{64}$/);
    expect(outcomes).to.have.length(2);
    expect(outcomes[0]).to.include({ participant: REGISTRAR });
  });

  it('POST /v1/commands refuses what is no list of envelopes', async () => {
    const cases = [
      ['{}', 'ENVELOPE_MALFORMED'],
      ['{"envelopes":[]}', 'VALUE_OUT_OF_RANGE'],
      ['{"envelopes":[1]}', 'ENVELOPE_MALFORMED'],
      ['{"envelopes":[],"more":1}', 'ENVELOPE_MALFORMED'],
      ['{ "envelopes":[]}', 'JSON_NOT_CANONICAL'],
      ['', 'JSON_MALFORMED'],
    ] as const;
    for (const [body, code] of cases) {
      expect((await post(`${base}/v1/commands`, body)).json, body).to.include({ code, status: 422 });
    }
  });

  it('knows a participant as soon as the ledger does, and a revoked key no longer', async () => {
    const second = { ...depositor, signer: testSigner('second key', 'ecdsa-p256-sha256') };
    const before = await post(`${base}/v1/records`, bytesOf(signedDocument('early', {}, [second])));
    expect(before.json['code']).to.equal('KEY_UNKNOWN');
    const version = () =>
      get(`${base}/v1/participants/${AGENCY}`).then(({ json }) => Number(at(json, 'participant', 'version')));
    const party = { ...depositor, role: 'participant' };
    await world.ledgerWorld.order({
      action: 'key.add',
      target: AGENCY,
      expectedVersion: await version(),
      body: { possession: newPossession(AGENCY, second.signer) },
      parties: [party],
    });
    const signed = bytesOf(signedDocument('second', {}, [second]));
    const first = await post(`${base}/v1/records`, signed);
    expect(first.status, first.text).to.equal(201);
    await world.ledgerWorld.order({
      action: 'key.revoke',
      target: AGENCY,
      expectedVersion: await version(),
      body: { key: second.signer.publicKey.keyId, reason: 'ceased' },
      parties: [party],
    });
    for (let attempt = 0; ; attempt += 1) {
      const answer = await post(
        `${base}/v1/records`,
        bytesOf(signedDocument(`late-${attempt}`, {}, [second])),
      );
      if (answer.json['code'] === 'KEY_REVOKED') break;
      expect(attempt).to.be.lessThan(50);
    }
    // What was deposited before is still answered.
    const again = await post(`${base}/v1/records`, signed);
    expect([again.status, again.text]).to.deep.equal([200, first.text]);
  });

  it('GET /log/… serves tlog-tiles with their types and lifetimes', async () => {
    await post(`${base}/v1/records`, bytesOf(signedDocument('in-the-log')));
    await getUntil(`${base}/v1/records/${AGENCY}/in-the-log/proof`, 200);
    const checkpoint = await get(`${base}/log/checkpoint`);
    const size = Number(checkpoint.text.split('\n')[1]);
    expect(checkpoint.headers.get('content-type')).to.equal('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).to.equal('no-cache');
    expect((await get(`${base}/log/vkey`)).text.trim()).to.match(
      new RegExp(`^${LOG_ORIGIN}\\+[0-9a-f]{8}\\+`),
    );
    for (const path of [`tile/0/000.p/${size}`, `tile/entries/000.p/${size}`]) {
      const tile = await get(`${base}/log/${path}`);
      expect(tile.status).to.equal(200);
      expect(tile.headers.get('content-type')).to.equal('application/octet-stream');
      expect(tile.headers.get('cache-control')).to.contain('immutable');
    }
    expect(logNoteSigner.key.name).to.equal(LOG_ORIGIN);
  });

  for (const path of [
    'tile/0/000',
    'tile/0/0',
    'tile/0/000.p/0',
    'tile/0/x000/000',
    'tile/entries/001',
    'tile/..%2fsigned',
    'tile/%2e%2e/signed',
    'signed',
    'tile/',
    '',
  ]) {
    it(`GET /log/${path} is not there`, async () => {
      const answer = await get(`${base}/log/${path}`);
      expect(answer.json).to.include({ code: 'ADDRESS_UNKNOWN', status: 404 });
    });
  }

  it('GET /openapi.json describes every route', async () => {
    const { json } = await get(`${base}/openapi.json`);
    expect(json['openapi']).to.equal('3.1.0');
    expect(Object.keys(json['paths'] as JsonObject).sort()).to.deep.equal(
      [
        '/v1/records',
        '/v1/batches',
        '/v1/commands',
        '/v1/records/{participant}/{id}',
        '/v1/records/{participant}/{id}/promise',
        '/v1/records/{participant}/{id}/proof',
        '/v1/records/{participant}/{id}/package',
        '/v1/batches/{participant}/{id}',
        '/v1/batches/{participant}/{id}/promise',
        '/v1/batches/{participant}/{id}/bundle',
        '/v1/participants/{id}',
        ...recordRoutes,
        '/v1/due',
        '/v1/onboarding-requests',
        '/v1/onboarding-requests/{id}',
        '/v1/onboarding-requests/{id}/refusal',
        '/v1/templates',
        '/v1/templates/{id}/{version}',
        '/v1/ledger',
        '/v1/reads',
        '/v1/trust-root',
        '/v1/health',
        '/log/checkpoint',
        '/log/cosigned-checkpoint',
        '/log/tile/{path}',
        '/log/vkey',
        '/metrics',
      ].sort(),
    );
  });

  it('GET /docs is a page whose parts all come from here', async () => {
    const page = await get(`${base}/docs/`);
    expect(page.status).to.equal(200);
    expect(page.headers.get('content-type')).to.contain('text/html');
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(parts).to.not.be.empty;
    for (const part of parts) {
      const address = new URL(part, `${base}/docs/`);
      expect(address.origin).to.equal(base);
      expect((await get(address.href)).status, part).to.equal(200);
    }
  });

  it('sends careful headers with everything', async () => {
    for (const path of ['/v1/health', '/log/vkey', '/nothing']) {
      const { headers } = await get(base + path);
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
      expect(headers.get('access-control-allow-origin')).to.equal('*');
      expect(headers.get('x-powered-by')).to.equal(null);
    }
  });
});

function command(options: CommandOptions) {
  return newCommand({ ...options, issued: timeIn(0), expires: timeIn(3_600_000) });
}

function envelopes(list: readonly unknown[]): string {
  return formatCanonical({ envelopes: list as JsonValue[] });
}
