import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import { expect } from 'chai';
import { AGENCY, operator, registration } from '../chaincode/support/test-world.js';
import type { Party } from '../chaincode/support/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { depositor, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, NDJSON_TYPE, post, until } from './support/http.js';
import { bytesOf, joinLines, newBatch, signedDocument } from './support/records.js';

const PRINCIPAL = '91370100MA3CQ0000X';
const court: Party = { participant: 'court', role: 'court', signer: testSigner('court of deposits') };
const principal: Party = { participant: PRINCIPAL, role: 'participant', signer: testSigner('principal') };

describe('deposited records at a gateway that isn’t open', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let base: string;

  before(async () => {
    world = await openGatewayWorld({ openRecords: false });
    base = world.gateway.address;
    await world.ledgerWorld.order(
      registration('court', court.signer, {
        roles: ['court'],
        type: 'court',
        uscc: 'court',
        usccOverride: '测试',
      }),
      registration(PRINCIPAL, principal.signer, { usccOverride: '测试', roles: [] }),
    );
    await post(`${base}/v1/records`, bytesOf(signedDocument('mine', { actingFor: PRINCIPAL })));
    const { header, members } = newBatch('rows', 3);
    await post(`${base}/v1/batches`, joinLines(header, ...members), NDJSON_TYPE);
  });
  after(() => world.close());

  const statusOf = async (path: string, by?: Party): Promise<number> => {
    const url = new URL(path, base);
    const headers =
      by === undefined ? {} : await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now());
    return (await get(url.href, { ...headers })).status;
  };

  it('go to their signers, to those for whom they were made, and to courts', async () => {
    await until(
      () => statusOf(`/v1/records/${AGENCY}/mine/package`, depositor),
      (status) => status === 200,
    );
    for (const part of ['', '/promise', '/proof', '/package']) {
      const path = `/v1/records/${AGENCY}/mine${part}`;
      for (const by of [depositor, principal, court]) expect(await statusOf(path, by), path).to.equal(200);
      for (const by of [operator, undefined]) expect(await statusOf(path, by), path).to.equal(404);
    }
    for (const path of [
      `/v1/batches/${AGENCY}/rows`,
      `/v1/batches/${AGENCY}/rows/promise`,
      `/v1/records/${AGENCY}/rows.1`,
    ]) {
      for (const by of [depositor, court]) expect(await statusOf(path, by), path).to.equal(200);
      for (const by of [principal, operator, undefined]) expect(await statusOf(path, by), path).to.equal(404);
    }
  });

  it('say no more of what is there than of what isn’t', async () => {
    const there = await get(`${base}/v1/records/${AGENCY}/mine`);
    expect(there.json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
    expect((await get(`${base}/v1/records/${AGENCY}/nothing`)).json).to.include({
      status: 404,
      code: 'RECORD_UNKNOWN',
    });
  });

  it('leave the log, the ledger and the trust root to everybody', async () => {
    for (const path of ['/log/checkpoint', '/v1/ledger', '/v1/trust-root', `/v1/participants/${AGENCY}`]) {
      expect(await statusOf(path), path).to.equal(200);
    }
  });
});
