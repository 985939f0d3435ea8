import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { get, textAt } from './support/http.js';
import { bank, court, fund, PERSON, person, PURPOSE, rival, service } from './support/record-parties.js';
import { activation, offer, openRecordWorld, type RecordWorld } from './support/record-world.js';

describe('records at the gateway', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
    await records.order(offer('bank/c1'));
    await records.order(activation('bank/c1'));
    await records.settled('/v1/consents/bank/c1', bank, 2);
  });
  after(() => records.close());

  it('a record goes whole to its parties and to authorities, and is unknown to everybody else', async () => {
    for (const by of [bank, fund, person, service, court]) {
      const { json } = await records.read('/v1/consents/bank/c1', by);
      expect(json['extent'], by.participant).to.equal('whole');
      expect(json['record']).to.include({ id: 'bank/c1', status: 'active', version: 2 });
    }
    for (const by of [rival, undefined]) {
      const answer = await records.read('/v1/consents/bank/c1', by);
      expect(answer.json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
      const none = await records.read('/v1/consents?recipient=bank', by);
      expect(none.json['items']).to.deep.equal([]);
      expect((await records.read('/v1/consents/bank/c1/versions', by)).status).to.equal(404);
    }
    expect((await records.read(`/v1/purposes/${PURPOSE}`)).json).to.include({ extent: 'whole' });
  });

  it('lists by filters, newest first, page by page, with every version', async () => {
    const { json } = await records.read('/v1/consents?subject=' + PERSON + '&status=active', fund);
    expect(json['items']).to.have.length(1);
    expect((await records.read('/v1/consents?status=withdrawn', fund)).json['items']).to.deep.equal([]);
    expect((await records.read('/v1/consents?text=泉城办', fund)).json['items']).to.have.length(1);
    const versions = await records.read('/v1/consents/bank/c1/versions?limit=1', bank);
    expect(versions.json['versions']).to.have.nested.property('[0].status', 'offered');
    const rest = await records.read(
      `/v1/consents/bank/c1/versions?after=${textAt(versions.json, 'next')}`,
      bank,
    );
    expect(rest.json['versions']).to.have.nested.property('[0].status', 'active');
  });

  it('a signature counts once, for its own request and for minutes', async () => {
    const url = new URL('/v1/consents/bank/c1', records.world.gateway.address);
    const sign = (now = Date.now(), signer = bank.signer, method = 'GET') =>
      signRequest(newAsyncSigner(signer), method, url, now);
    const headers = await sign();
    expect((await get(url.href, headers)).status).to.equal(200);
    const codeOf = async (with_: Readonly<Record<string, string>>, at = url.href) =>
      (await get(at, with_)).json['code'];
    expect(await codeOf(headers)).to.equal('REQUEST_REPLAYED');
    expect(await codeOf(await sign(), `${url.href}?asOf=x`)).to.equal('REQUEST_SIGNATURE_INVALID');
    expect(await codeOf(await sign(Date.now(), bank.signer, 'POST'))).to.equal('REQUEST_SIGNATURE_INVALID');
    expect(await codeOf(await sign(Date.now() - 600_000))).to.equal('REQUEST_SIGNATURE_EXPIRED');
    expect(await codeOf(await sign(Date.now() + 600_000))).to.equal('REQUEST_SIGNATURE_EXPIRED');
    expect(await codeOf(await sign(Date.now(), testSigner('nobody')))).to.equal('KEY_UNKNOWN');
    const { signature = '', ...alone } = await sign();
    expect(signature).not.to.equal('');
    expect(await codeOf(alone)).to.equal('REQUEST_SIGNATURE_INVALID');
  });
});
