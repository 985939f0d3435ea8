import type { Envelope, JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { calendarName, digests } from '../../rights/support/bodies.js';
import { fund, neighbour, utility } from '../../rights/support/parties.js';
import { race, verdict } from '../../rights/support/race.js';
import { command, type Acknowledged, type RightsStage } from '../../rights/support/rights-stage.js';
import { exchange, grantor } from '../support/market-parties.js';
import { productName, registerProducts } from '../support/products.js';

const RULE = `${registrar.participant}/sharing`;

const rule: JsonObject = {
  title: '公共数据运营收益分配规则',
  basis: '公共数据资源授权运营实施规范',
  document: digests('1'),
  shares: [
    { party: grantor.participant, millionths: 300_000, isFiscal: true },
    { party: utility.participant, millionths: 700_000, isFiscal: false },
  ],
  remainder: utility.participant,
  ceiling: 5000,
  reconciler: exchange.participant,
  approver: fund.participant,
  auditor: neighbour.participant,
  calendar: calendarName,
  reconciliationDays: 3,
  paymentDays: 5,
};

/** 333.33 元: 9999.9 and 23333.1 分. By hand: 9999 for the treasury, the rest for the operator. */
const shares: readonly (readonly [string, number])[] = [
  [grantor.participant, 9999],
  [utility.participant, 23_334],
];

const named = (name: string): string => `${utility.participant}/${name}`;

export function defineRevenue(stageOf: () => RightsStage): void {
  describe('revenue of public data', () => {
    before(async () => {
      await registerProducts(stageOf(), ['story', 'raced', 'receipts']);
      await stageOf().must('revenue-rule.define', RULE, rule, registrar);
    });
    it('shares that do not sum, or are not those of the rule, are refused with what they should be', () =>
      overShared(stageOf()));
    it('two records of one product and period at once: one has the months', () => periodRace(stageOf()));
    it('one receipt of the treasury for two payments at once: one is paid', () => receiptRace(stageOf()));
    it('from the figures to the audit; every step is in the product’s collection', () => story(stageOf()));
  });
}

function accrual(product: string, period: readonly [string, string], amounts = shares): JsonObject {
  return {
    product: productName(product),
    use: 'industrial',
    period: { from: period[0], to: period[1] },
    rule: RULE,
    gross: 40_000,
    cost: 6667,
    price: 5000,
    shares: amounts.map(([party, amount]) => ({ party, amount })),
    document: digests('2'),
  };
}

function accrue(target: string, body: JsonObject): Envelope {
  return command({ action: 'revenue.accrue', target, expectedVersion: 0, body, parties: [utility] });
}

function payment(target: string, receipt: string): Envelope {
  const body = {
    document: digests('5'),
    payments: [
      { party: grantor.participant, document: digests('6'), treasuryReceipt: digests(receipt) },
      { party: utility.participant, document: digests('7') },
    ],
  };
  return command({ action: 'revenue.pay', target, expectedVersion: 3, body, parties: [utility] });
}

async function overShared(stage: RightsStage): Promise<void> {
  const give = (amounts: typeof shares): Promise<Acknowledged> =>
    stage.submit(accrue(named('over-shared'), accrual('story', ['2025-01', '2025-01'], amounts)));
  const [[treasury], [operator]] = shares as [(typeof shares)[0], (typeof shares)[0]];
  const more = await give([
    [treasury, 10_000],
    [operator, 23_334],
  ]);
  expect(more.code).to.equal('SHARES_NOT_WHOLE');
  const moved = await give([
    [treasury, 9998],
    [operator, 23_335],
  ]);
  expect(moved.code).to.equal('SHARES_OFF_RULE');
  expect(moved.message).to.include(`${treasury} 9999, ${operator} 23334`);
  expect(await stage.value(`revenue/${named('over-shared')}`)).to.equal(undefined);
}

async function periodRace(stage: RightsStage): Promise<void> {
  // Each shares a month with each.
  const periods = [
    ['2025-01', '2025-03'],
    ['2025-03', '2025-03'],
    ['2025-02', '2025-12'],
    ['2025-03', '2025-04'],
  ] as const;
  const names = periods.map((_, index) => named(`raced-${index}`));
  const answers = await race(
    stage,
    periods.map((period, index) => accrue(names[index]!, accrual('raced', period))),
  );
  const refused = periods.slice(1).map(() => 'REVENUE_PERIOD_CLAIMED');
  expect(answers.map(verdict).sort()).to.deep.equal([...refused, 'done']);
  const winner = names[answers.findIndex((answer) => verdict(answer) === 'done')]!;
  for (const answer of answers) if (answer.code !== undefined) expect(answer.message).to.include(winner);
  for (const name of names) {
    expect((await stage.value(`revenue/${name}`)) !== undefined, name).to.equal(name === winner);
  }
  expect(await stage.value(`collection/revenue/${productName('raced')}`)).to.include({ count: 1 });
}

async function receiptRace(stage: RightsStage): Promise<void> {
  const names = ['2025-01', '2025-02'].map((month) => [named(`receipt-${month}`), month] as const);
  for (const [name, month] of names) {
    expect(verdict(await stage.submit(accrue(name, accrual('receipts', [month, month]))))).to.equal('done');
    await stage.must('revenue.reconcile', name, { document: digests('3') }, exchange);
    await stage.must('revenue.approve', name, { document: digests('4') }, fund);
  }
  const answers = await race(
    stage,
    names.map(([name]) => payment(name, 'a')),
  );
  expect(answers.map(verdict).sort()).to.deep.equal(['TREASURY_RECEIPT_USED', 'done']);
  for (const [index, [name]] of names.entries()) {
    const status = verdict(answers[index]!) === 'done' ? 'paid' : 'approved';
    expect(await stage.value(`revenue/${name}`)).to.include({ status });
  }
}

async function story(stage: RightsStage): Promise<void> {
  const { must } = stage;
  const name = named('story');
  await must('revenue.accrue', name, accrual('story', ['2025-01', '2025-12']), utility);
  await must('revenue.reconcile', name, { document: digests('3') }, exchange);
  await must('revenue.approve', name, { document: digests('4') }, fund);
  expect(verdict(await stage.submit(payment(name, 'c')))).to.equal('done');
  await must('revenue.audit', name, { document: digests('8') }, neighbour);
  expect(await stage.value(`revenue/${name}`)).to.include({ status: 'audited', version: 5, gross: 40_000 });
  expect(await stage.value(`collection/revenue/${productName('story')}`)).to.include({ count: 5 });
}
