import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import type { Party } from '../chaincode/support/statements.js';
import { timeIn } from './support/ledger-world.js';
import { bank, court, digests, fund, rival, service } from './support/record-parties.js';
import { openRecordWorld, registration, type RecordOrder, type RecordWorld } from './support/record-world.js';

const DAY = 24 * 3_600_000;
const PATH = '/v1/grants/fund/g1';

const authority: Party = {
  participant: 'authority',
  role: 'regulator',
  signer: testSigner('records authority', 'ecdsa-p256-sha256'),
};

function terms(): JsonObject {
  return {
    mode: 'scenario',
    catalogues: ['公积金/缴存'],
    from: timeIn(-DAY),
    to: timeIn(300 * DAY),
    products: [{ name: '缴存指数', use: 'industrial' }],
    platform: '市公共数据授权运营平台',
    ownership: '产品经营权归运营机构',
    noRedevelopment: true,
    revenueRule: digests('1'),
    security: digests('2'),
    exit: { arrangement: '数据删除', document: digests('3'), days: 30 },
    breach: digests('4'),
    dispute: '济南仲裁委员会',
    shared: [{ provider: 'rival', catalogues: ['公积金/缴存'] }],
    relatedTrades: false,
    decision: digests('5'),
  };
}

const about = (
  verb: string,
  expectedVersion: number,
  body: object,
  ...by: readonly Party[]
): RecordOrder => ({
  action: `grant.${verb}`,
  target: 'fund/g1',
  expectedVersion,
  body,
  by,
});

describe('operation grants at the gateway', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
    await records.order(registration(authority));
    const plan = { agreementNumber: '1', operator: 'bank', terms: terms(), document: digests('6') };
    await records.order(about('plan', 0, plan, fund));
    await records.settled(PATH, fund, 1);
  });
  after(() => records.close());

  it('are their parties’, providers’ and authorities’ while they are planned', async () => {
    for (const by of [fund, bank, rival, court, authority]) {
      const { json } = await records.read(PATH, by);
      expect(json['extent'], by.participant).to.equal('whole');
      expect(json['record']).to.include({ id: 'fund/g1', status: 'planned', operator: 'bank' });
    }
    for (const by of [service, undefined]) {
      expect((await records.read(PATH, by)).json).to.include({ status: 404, code: 'RECORD_UNKNOWN' });
      expect((await records.read('/v1/grants?operator=bank', by)).json['items']).to.deep.equal([]);
    }
  });

  it('are everybody’s with all their versions when they are signed', async () => {
    await records.order(about('approve', 1, { document: digests('7') }, authority));
    const [early] = await records.send(about('sign', 2, { document: digests('9') }, fund, bank));
    expect(early).to.include({ outcome: 'refused', code: 'PROVIDER_CONSENT_MISSING' });
    await records.order(about('consent', 2, { document: digests('8') }, rival));
    await records.order(about('sign', 3, { document: digests('9') }, fund, bank));
    await records.settled(PATH, service, 4);
    for (const filter of ['operator=bank', 'grantor=fund', 'status=signed', 'grantor=fund&status=signed']) {
      const { json } = await records.read(`/v1/grants?${filter}`);
      expect(json['items'], filter).to.have.length(1);
    }
    for (const filter of ['operator=fund', 'grantor=bank', 'status=planned']) {
      expect((await records.read(`/v1/grants?${filter}`)).json['items'], filter).to.deep.equal([]);
    }
    const statusesFor = async (by?: Party) => {
      const { json } = await records.read(`${PATH}/versions`, by);
      return (json['versions'] as unknown as readonly JsonObject[]).map(({ status }) => status);
    };
    for (const by of [fund, undefined]) {
      expect(await statusesFor(by)).to.deep.equal(['planned', 'approved', 'approved', 'signed']);
    }
  });
});
