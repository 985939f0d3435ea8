import { decodeBase64, type JsonObject } from '@quancheng/protocol';
import { newAsyncSigner, newClient } from '@quancheng/sdk';
import { readFile } from 'node:fs/promises';
import { fingerprint, parseTrustRoot, verifyPackage, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { AGENCY, OPERATOR } from '../chaincode/support/test-world.js';
import { openGatewayHome, type GatewayHome } from '../cli/support/gateway-home.js';
import { newFlowTrustRoot } from '../conformance/support/flow-trust-root.js';
import { testSigner } from '../support/evidence/test-keys.js';
import {
  depositor,
  LOG_ORIGIN,
  logKey,
  logNoteSigner,
  openGatewayWorld,
  type GatewayWorld,
} from './support/gateway-world.js';
import { get, getUntil, post, textAt } from './support/http.js';
import { timeIn } from './support/ledger-world.js';
import { bytesOf, signedDocument } from './support/records.js';
import { formatVerifierKey, newNoteSigner } from '@quancheng/protocol';

const nextKey = testSigner('next log key');
const nextVerifierKey = formatVerifierKey(newNoteSigner(LOG_ORIGIN, nextKey).key);

// One gateway; the steps build on one another, as an operator takes them.
describe('rotation of a log’s key', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let home: GatewayHome;
  const promises = new Map<string, JsonObject>();
  const envelopes = new Map<string, Uint8Array>();
  /** Tree size from which on the new key is valid. */
  let size: number;

  const deposit = async (id: string): Promise<void> => {
    const base = world.gateway.address;
    const envelope = bytesOf(signedDocument(id));
    envelopes.set(id, envelope);
    const answer = await post(`${base}/v1/records`, envelope);
    expect(answer.status, answer.text).to.equal(201);
    promises.set(id, answer.json['promise'] as JsonObject);
    await getUntil(`${base}/v1/records/${AGENCY}/${id}/package`, 200);
  };
  const promiseOf = async (id: string): Promise<JsonObject> =>
    (await get(`${world.gateway.address}/v1/records/${AGENCY}/${id}/promise`)).json;
  const signerOf = (promise: JsonObject | undefined): unknown =>
    (promise?.['signatures'] as readonly JsonObject[] | undefined)?.[0]?.['keyid'];
  const restart = async (keys: Partial<GatewayWorld['configuration']>): Promise<void> => {
    Object.assign(world.configuration, keys);
    await world.restart();
  };
  /** With the new key, as the administrators sign it after the rotation. */
  const successorRoot = (): Uint8Array => {
    const { connection, definitions, organisations } = world.ledgerWorld;
    const { channel, chaincode } = connection;
    const keys = [
      { verifierKey: formatVerifierKey(logNoteSigner.key), from: 0, until: size },
      { verifierKey: nextVerifierKey, from: size },
    ];
    const log = { origin: LOG_ORIGIN, operator: OPERATOR, keys };
    return newFlowTrustRoot({ channel, chaincode, organisations }, ['1.0.0'], definitions, [log]);
  };

  before(async () => {
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await home.key('operator.json', 'operator');
    await home.key('log.json', 'gateway log');
    await home.key('next.json', 'next log key');
    await deposit('before');
  });
  after(async () => {
    await world.close();
    await home.remove();
  });

  it('begins with a gateway that signs checkpoints with both keys', async () => {
    await restart({ otherLogKeys: [nextKey] });
    await deposit('prepared');
    const { text } = await get(`${world.gateway.address}/log/checkpoint`);
    expect(text.match(/^— /gm)).to.have.length(2);
    expect(signerOf(promises.get('prepared'))).to.equal(logKey.publicKey.keyId);
  });

  it('is ordered by the log’s operator, and by nobody else', async () => {
    const words = [
      '--origin',
      LOG_ORIGIN,
      '--log-key',
      home.at('log.json'),
      '--new-log-key',
      home.at('next.json'),
    ];
    const by = ['--gateway', world.gateway.address, '--key', home.at('operator.json'), '--participant'];
    expect((await home.attempt('log', 'rotate', ...words, ...by, AGENCY)).code).to.equal('KEY_UNKNOWN');
    const swapped = [
      '--origin',
      LOG_ORIGIN,
      '--log-key',
      home.at('next.json'),
      '--new-log-key',
      home.at('log.json'),
    ];
    expect((await home.attempt('log', 'rotate', ...swapped, ...by, OPERATOR)).code).to.equal('KEY_EXISTS');
    const out = ['--out', home.at('log-member.json')];
    const output = await home.run('log', 'rotate', ...words, ...out, ...by, OPERATOR);
    size = Number(/"from": (\d+)\}/.exec(output)?.[1]);
    expect(output).to.contain(nextVerifierKey);
    expect(size).to.be.greaterThan(0);
    // What the draft of the successor takes says the same as the administrators sign below.
    await home.run('trust', 'draft', '--log', home.at('log-member.json'), '--out', home.at('next-root.json'));
    const draft = parseTrustRoot(await readFile(home.at('next-root.json')));
    expect(draft.logs).to.deep.equal(verifyTrustRoot(successorRoot()).logs);
  });

  it('lets the gateway go on, and anchor, without a restart', () => deposit('rotated'));

  it('makes the new key promise, and every promise that was given come out the same', async () => {
    await restart({ logKey: nextKey, otherLogKeys: [logKey], trustRoot: successorRoot() });
    await deposit('after');
    expect(signerOf(promises.get('after'))).to.equal(nextKey.publicKey.keyId);
    for (const [id, promise] of promises) expect(await promiseOf(id), id).to.deep.equal(promise);
    const again = await post(`${world.gateway.address}/v1/records`, envelopes.get('before') ?? '');
    expect(again.json['promise']).to.deep.equal(promises.get('before'));
  });

  it('goes on so after another restart', async () => {
    await world.restart();
    for (const [id, promise] of promises) expect(await promiseOf(id), id).to.deep.equal(promise);
  });

  it('leaves all evidence proven under the successor of the trust root', async () => {
    const { json } = await get(`${world.gateway.address}/v1/trust-root`);
    const trustRoot = {
      envelope: successorRoot(),
      fingerprint: fingerprint(decodeBase64(textAt(json, 'payload'))),
    };
    for (const id of promises.keys()) {
      const { text } = await get(`${world.gateway.address}/v1/records/${AGENCY}/${id}/package`);
      const result = await verifyPackage(Buffer.from(text), { trustRoot, time: timeIn(0) });
      expect(result.verdict, `${id}: ${JSON.stringify(result.checks)}`).to.equal('integrity-proven');
    }
  });

  it('lets a client under the successor take promises of either key', async () => {
    const root = verifyTrustRoot(successorRoot());
    const client = newClient({
      gateway: world.gateway.address,
      trustRoot: root,
      reader: newAsyncSigner(depositor.signer),
    });
    expect(await client.depositRecord(signedDocument('client'))).to.include({ size: 1 });
  });

  it('without the old key signs checkpoints with the new one alone, and still anchors', async () => {
    await restart({ otherLogKeys: [] });
    await deposit('retired');
    const { text } = await get(`${world.gateway.address}/log/checkpoint`);
    expect(text.match(/^— /gm)).to.have.length(1);
    expect(signerOf(await promiseOf('before'))).to.equal(nextKey.publicKey.keyId);
  });
});
