import { expect } from 'chai';
import { registrar } from '../chaincode/support/test-genesis.js';
import type { Party } from '../chaincode/support/statements.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { timeIn } from './support/ledger-world.js';
import { bank, court, digests, fund, rival, service } from './support/record-parties.js';
import { openRecordWorld, registration, type RecordWorld } from './support/record-world.js';

const DAY = 24 * 3_600_000;
const REGISTRY = registrar.participant;
const seller: Party = { ...service, role: 'participant' };
const commission: Party = {
  participant: 'commission',
  role: 'arbitration',
  signer: testSigner('records commission', 'ecdsa-p256-sha256'),
};

const calendar = {
  title: '节假日安排',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2020-01-01',
  to: '2099-12-31',
};

const scheme = {
  title: '数据要素券政策',
  basis: '市数据要素券管理办法',
  invoiceKey: digests('1'),
  categories: ['数据产品'],
  issuers: ['fund'],
  checkers: ['bank'],
  approvers: ['fund'],
  payers: ['fund'],
  calendar: `${REGISTRY}/calendar`,
  checkDays: 3,
};

const voucher = {
  scheme: `${REGISTRY}/scheme`,
  holder: 'rival',
  voucherNumber: 'JN-1',
  category: '数据产品',
  faceValue: '9007199254740993',
  validTo: timeIn(30 * DAY),
  document: digests('2'),
};

const claim = {
  voucher: 'fund/voucher',
  seller: 'service',
  amount: 5000,
  contract: digests('3'),
  invoice: digests('4'),
  unrelated: digests('5'),
  document: digests('6'),
};

const hold = (measure: string) => ({
  measure,
  case: digests('1'),
  parties: [digests('2'), digests('3')],
  agreement: digests('4'),
  order: digests('5'),
  records: [],
  statements: ['a'.repeat(64)],
  custodians: ['bank'],
  until: timeIn(30 * DAY),
});

const licence = {
  holder: 'bank',
  number: '资评备 1',
  basis: '资产评估机构备案',
  reports: ['valuation'],
  from: timeIn(0),
  to: timeIn(30 * DAY),
  document: digests('1'),
};

describe('records of the market at the gateway', function () {
  this.timeout(60_000);
  let records: RecordWorld;

  before(async () => {
    records = await openRecordWorld();
    await records.order(registration(commission));
    for (const [action, target, body, by] of [
      ['calendar.define', `${REGISTRY}/calendar`, calendar, registrar],
      ['voucher-scheme.define', `${REGISTRY}/scheme`, scheme, registrar],
      ['voucher.issue', 'fund/voucher', voucher, fund],
      ['redemption.claim', 'rival/claim', claim, rival],
      ['licence.grant', `${REGISTRY}/licence`, licence, registrar],
      ['hold.file', 'commission/kept', hold('preserve'), commission],
      ['hold.file', 'commission/told', hold('notice'), commission],
    ] as const) {
      await records.order({ action, target, expectedVersion: 0, body, by: [by] });
    }
    await records.settled('/v1/holds/commission/told', commission, 1);
  });
  after(() => records.close());

  /** Names of those whom a list shows. */
  const listed = async (path: string, by?: Party): Promise<readonly unknown[]> => {
    const { json } = await records.read(path, by);
    return (json['items'] as readonly { readonly record: { readonly id: string } }[]).map(
      ({ record }) => record.id,
    );
  };

  it('a voucher and what is claimed of it go to their parties and the scheme’s offices', async () => {
    for (const by of [rival, fund, bank, court]) {
      const { json } = await records.read('/v1/vouchers/fund/voucher', by);
      expect(json['record'], by.participant).to.include({ applied: 5000, faceValue: '9007199254740993' });
      expect(await listed('/v1/redemptions?voucher=fund/voucher&status=claimed', by)).to.deep.equal([
        'rival/claim',
      ]);
    }
    expect(await listed('/v1/redemptions?seller=service', seller)).to.deep.equal(['rival/claim']);
    for (const by of [seller, undefined]) {
      expect((await records.read('/v1/vouchers/fund/voucher', by)).status).to.equal(404);
      expect(await listed('/v1/vouchers?holder=rival', by)).to.deep.equal([]);
    }
    expect(await listed('/v1/redemptions')).to.deep.equal([]);
    expect(await listed('/v1/voucher-schemes?status=in-force')).to.deep.equal([`${REGISTRY}/scheme`]);
  });

  it('claims against a voucher are a collection for those who may read the voucher', async () => {
    const path = '/v1/collections/redemptions/fund/voucher';
    expect((await records.read(path, bank)).json['entries']).to.have.length(1);
    expect((await records.read(path, seller)).status).to.equal(404);
    expect((await records.read('/v1/collections/vouchers/rival', rival)).json['entries']).to.have.length(1);
    expect((await records.read('/v1/collections/vouchers/rival', fund)).status).to.equal(404);
  });

  it('what is preserved is its parties’ to know, a notice is everybody’s', async () => {
    expect(await listed('/v1/holds')).to.deep.equal(['commission/told']);
    expect(await listed('/v1/holds?measure=preserve', rival)).to.deep.equal([]);
    for (const by of [bank, commission, court]) {
      expect(await listed('/v1/holds?commission=commission', by), by.participant).to.deep.equal([
        'commission/told',
        'commission/kept',
      ]);
    }
    expect((await records.read('/v1/holds/commission/kept', rival)).status).to.equal(404);
    expect((await records.read('/v1/collections/holds/bank', bank)).json['entries']).to.have.length(2);
    expect((await records.read('/v1/collections/holds/bank', rival)).status).to.equal(404);
    expect((await records.read('/v1/collections/holds/rival/anything')).json['entries']).to.have.length(0);
  });

  it('licences are everybody’s', async () => {
    expect(await listed('/v1/licences?holder=bank&status=in-force')).to.deep.equal([`${REGISTRY}/licence`]);
    expect(await listed('/v1/reports?type=valuation')).to.deep.equal([]);
    expect(await listed('/v1/revenues')).to.deep.equal([]);
    expect(await listed('/v1/revenue-rules')).to.deep.equal([]);
  });
});
