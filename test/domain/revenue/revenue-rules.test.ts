import { dueOf, type Grant, type Revenue, type RevenueRule } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, newGround, PRODUCT, product, without } from '../support/market-ground.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  accrual,
  act,
  approver,
  attempt,
  figures,
  operator,
  payments,
  people,
  reconciler,
  registrar,
  REVENUE,
  revenueScenes,
  RULE,
  ruled,
} from './revenue-stage.js';

const revenueIn = (play: RecordPlay) => play.value(`revenue/${REVENUE}`) as Revenue;
const shares = (...amounts: (number | string)[]): JsonObject => ({
  shares: ['finance', 'operator', 'provider'].map((party, index) => ({ party, amount: amounts[index]! })),
});

describe('what a record of revenue says', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown product', 'REFERENCE_UNKNOWN', { product: 'operator/other' }],
    ['an unknown rule', 'REFERENCE_UNKNOWN', { rule: 'bureau/other' }],
    ['a price above the ceiling', 'PRICE_EXCEEDS_CEILING', { price: 5001 }],
    ['a price above all that was charged', 'PRICE_EXCEEDS_GROSS', { gross: 4999 }],
    ['a fen too little shared', 'SHARES_NOT_WHOLE', shares(30_000, 50_000, 20_000)],
    ['a fen too much shared', 'SHARES_NOT_WHOLE', shares(30_000, 50_000, 20_002)],
    ['what gross is, cost not taken off', 'SHARES_NOT_WHOLE', shares(45_000, 75_000, 30_001)],
    ['a fen moved from one to another', 'SHARES_OFF_RULE', shares(30_001, 50_000, 20_000)],
    ['the remainder with another', 'SHARES_OFF_RULE', shares(30_000, 50_001, 20_000)],
    [
      'another party in the place of one',
      'SHARES_OFF_RULE',
      {
        shares: [
          { party: 'finance', amount: 30_000 },
          { party: 'operator', amount: 50_000 },
          { party: 'stranger', amount: 20_001 },
        ],
      },
    ],
    [
      'a party left out',
      'SHARES_OFF_RULE',
      {
        shares: [
          { party: 'finance', amount: 30_000 },
          { party: 'operator', amount: 70_001 },
        ],
      },
    ],
    [
      'a party more, with nothing',
      'SHARES_OFF_RULE',
      { shares: [...(figures['shares'] as JsonObject[]), { party: 'stranger', amount: 0 }] },
    ],
    ['an amount with a fraction', 'COMMAND_BODY_INVALID', { gross: 150_000.5 }],
    ['an amount below nothing', 'COMMAND_BODY_INVALID', { cost: -1 }],
    ['a small amount in a string', 'COMMAND_BODY_INVALID', { cost: '50000' }],
    [
      'a period that ends before it begins',
      'COMMAND_BODY_INVALID',
      { period: { from: '2026-10', to: '2026-09' } },
    ],
    ['a month 13', 'COMMAND_BODY_INVALID', { period: { from: '2026-13', to: '2026-13' } }],
    ['more than a year', 'COMMAND_BODY_INVALID', { period: { from: '2025-09', to: '2026-09' } }],
    ['another use', 'COMMAND_BODY_INVALID', { use: 'private' }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(await ruled(), 'revenue.accrue', [operator], change)).to.equal(code);
    });
  }

  it('every member is there', async () => {
    for (const name of Object.keys(accrual)) {
      const order = {
        action: 'revenue.accrue',
        target: REVENUE,
        by: [operator],
        body: without(accrual, name),
      };
      expect(await (await ruled()).order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('its product is a data product that was registered', async () => {
    const give = (play: RecordPlay) => attempt(play, 'revenue.accrue', [operator]);
    const resource = await ruled();
    resource.put({ kind: 'certificate', value: { ...product, type: 'resource' } });
    expect(await give(resource)).to.equal('REVENUE_PRODUCT_INVALID');
    const { validFrom, ...draft } = product;
    const unregistered = await ruled();
    unregistered.put({ kind: 'certificate', value: draft });
    expect([validFrom === undefined, await give(unregistered)]).to.deep.equal([
      false,
      'REVENUE_PRODUCT_INVALID',
    ]);
    const expired = await ruled();
    expired.put({ kind: 'certificate', value: { ...product, status: 'expired' } });
    expect(await give(expired)).to.equal('done');
  });

  it('nobody checks its own figures', async () => {
    for (const officer of ['reconciler', 'approver', 'auditor']) {
      const play = newGround(people);
      const rest = officer === 'approver' ? {} : { approver: 'finance' };
      await act(play, 'revenue-rule.define', [registrar], { ...rest, [officer]: 'operator' });
      expect(await attempt(play, 'revenue.accrue', [operator]), officer).to.equal('REVENUE_SELF_CHECKED');
    }
  });

  it('for public benefit nothing is charged, and the cost is shared by nobody', async () => {
    const free = { use: 'public-benefit', price: 0, gross: 0, ...shares(0, 0, 0) };
    const give = async (change: JsonObject) =>
      attempt(await ruled(), 'revenue.accrue', [operator], { ...free, ...change });
    expect(await give({})).to.equal('done');
    expect(await give({ price: 1 })).to.equal('PUBLIC_BENEFIT_CHARGED');
    expect(await give({ gross: 1 })).to.equal('PUBLIC_BENEFIT_CHARGED');
  });

  it('where cost exceeds gross there is nothing to share', async () => {
    const loss = { gross: 50_000, cost: 50_001 };
    const give = async (...amounts: number[]) =>
      attempt(await ruled(), 'revenue.accrue', [operator], { ...loss, ...shares(...amounts) });
    expect(await give(0, 0, 0)).to.equal('done');
    expect(await give(0, 1, 0)).to.equal('SHARES_NOT_WHOLE');
  });

  it('beyond 2^53 amounts are exact', async () => {
    // 10^19 + 1 分 net: 3·10^18, 4999990000000000000 (and 0.499999 left), and 2000010000000000000 with what is left, 1.
    const huge = {
      gross: '10000000000000000001',
      cost: 0,
      ...shares('3000000000000000000', '4999990000000000000', '2000010000000000001'),
    };
    expect(await attempt(await ruled(), 'revenue.accrue', [operator], huge)).to.equal('done');
    const off = shares('3000000000000000000', '4999990000000000001', '2000010000000000001');
    expect(await attempt(await ruled(), 'revenue.accrue', [operator], { ...huge, ...off })).to.equal(
      'SHARES_NOT_WHOLE',
    );
    const spelled = [
      ['9007199254740991', 'COMMAND_BODY_INVALID'],
      ['9007199254740992', 'SHARES_NOT_WHOLE'],
      ['09007199254740992', 'COMMAND_BODY_INVALID'],
      ['9007199254740992.0', 'COMMAND_BODY_INVALID'],
      ['9'.repeat(24), 'SHARES_NOT_WHOLE'],
      ['9'.repeat(25), 'COMMAND_BODY_INVALID'],
    ] as const;
    for (const [gross, code] of spelled) {
      expect(await attempt(await ruled(), 'revenue.accrue', [operator], { gross }), gross).to.equal(code);
    }
  });
});

describe('one record for each month of a product', () => {
  const second = 'operator/revenue-2';
  const give = async (from: string, to: string, change: JsonObject = {}) => {
    const play = await revenueScenes['accrued']!();
    return attempt(play, 'revenue.accrue', [operator], { period: { from, to }, ...change }, second);
  };

  it('a period that shares a month is refused, whatever the rule', async () => {
    expect(await give('2026-09', '2026-10')).to.equal('REVENUE_PERIOD_CLAIMED');
    expect(await give('2026-10', '2026-10')).to.equal('REVENUE_PERIOD_CLAIMED');
    expect(await give('2025-12', '2026-09')).to.equal('REVENUE_PERIOD_CLAIMED');
    expect(await give('2025-12', '2026-08')).to.equal('done');
    const play = await revenueScenes['accrued']!();
    await act(play, 'revenue-rule.define', [registrar], {}, 'bureau/other');
    expect(await attempt(play, 'revenue.accrue', [operator], { rule: 'bureau/other' }, second)).to.equal(
      'REVENUE_PERIOD_CLAIMED',
    );
  });

  it('another product has months of its own', async () => {
    const play = await revenueScenes['accrued']!();
    play.put({ kind: 'certificate', value: { ...product, id: 'operator/other' } });
    expect(await attempt(play, 'revenue.accrue', [operator], { product: 'operator/other' }, second)).to.equal(
      'done',
    );
  });

  it('the ledger says who has a month', async () => {
    const play = await revenueScenes['accrued']!();
    const claims = play.keys().filter((key) => key.startsWith('claim/operator/'));
    const values = claims.map((key) => play.value(key) as unknown as JsonObject);
    expect(values.map(({ value }) => value).sort()).to.deep.equal(['2026-09', '2026-10']);
    for (const claim of values) {
      expect(claim).to.include({ what: 'revenue-month', register: PRODUCT, holder: REVENUE });
    }
  });
});

describe('revenue of a product that rests on a grant', () => {
  const source = {
    kind: 'authorised',
    statement: '授权运营',
    grant: { name: 'bureau/grant', product: '指数' },
  };
  const grant = (change: object = {}) =>
    ({
      id: 'bureau/grant',
      terms: {
        revenueRule: digests('1'),
        products: [
          { name: '名录', use: 'public-benefit' },
          { name: '指数', use: 'industrial' },
        ],
        ...change,
      },
    }) as unknown as Grant;
  const give = async (granted: Grant) => {
    const description = { ...product.description, source } as never;
    const play = newGround(people, { description }).put({ kind: 'grant', value: granted });
    await act(play, 'revenue-rule.define', [registrar]);
    const outcome = await attempt(play, 'revenue.accrue', [operator]);
    if (outcome === 'done') await act(play, 'revenue.accrue', [operator]);
    return [outcome, (play.value(`revenue/${REVENUE}`) as Revenue | undefined)?.grant];
  };

  it('follows the rule and the use that the grant names', async () => {
    expect(await give(grant())).to.deep.equal(['done', 'bureau/grant']);
    expect(await give(grant({ revenueRule: digests('2') }))).to.deep.equal([
      'REVENUE_RULE_MISMATCH',
      undefined,
    ]);
    const free = [{ name: '指数', use: 'public-benefit' }];
    expect(await give(grant({ products: free }))).to.deep.equal(['REVENUE_USE_MISMATCH', undefined]);
    const other = [{ name: '名录', use: 'industrial' }];
    expect(await give(grant({ products: other }))).to.deep.equal(['REVENUE_USE_MISMATCH', undefined]);
  });

  it('names no grant where there is none', async () => {
    expect(revenueIn(await revenueScenes['accrued']!())).not.to.have.property('grant');
  });
});

describe('from figures to payment', () => {
  it('the version of the rule at the accrual governs, the officers are those of now', async () => {
    const play = await revenueScenes['accrued']!();
    await act(play, 'revenue-rule.change', [registrar], { ceiling: 1, reconciler: 'stranger' });
    expect(revenueIn(play)).to.include({ ruleVersion: 1, operator: 'operator' });
    expect(await attempt(play, 'revenue.correct', [operator])).to.equal('done');
    expect(await attempt(play, 'revenue.reconcile', [reconciler])).to.equal('SIGNER_NOT_ENTITLED');
    expect(await attempt(play, 'revenue.reconcile', ['participant:stranger'])).to.equal('done');
  });

  it('corrected figures obey the same rules', async () => {
    const play = await revenueScenes['accrued, sent back']!();
    expect(await attempt(play, 'revenue.correct', [operator], { price: 5001 })).to.equal(
      'PRICE_EXCEEDS_CEILING',
    );
    expect(await attempt(play, 'revenue.correct', [operator], { gross: 150_002 })).to.equal(
      'SHARES_NOT_WHOLE',
    );
    const free = await ruled();
    const nothing = { use: 'public-benefit', price: 0, gross: 0, ...shares(0, 0, 0) };
    await act(free, 'revenue.accrue', [operator], nothing);
    expect(await attempt(free, 'revenue.correct', [operator])).to.equal('PUBLIC_BENEFIT_CHARGED');
  });

  it('each step keeps who signed it and by which document', async () => {
    expect(revenueIn(await revenueScenes['audited']!())).to.deep.include({
      reconciliation: { by: 'exchange', document: digests('4') },
      approval: { by: 'finance', document: digests('6') },
      payments,
      audit: { by: 'audit-office', document: digests('c') },
      document: digests('c'),
    });
    const back = revenueIn(await revenueScenes['accrued, sent back']!());
    expect(back).not.to.have.property('reconciliation');
    expect(back.document).to.deep.equal(digests('5'));
    const steps = (await revenueScenes['audited']!()).value(`collection/revenue/${PRODUCT}`);
    expect(steps).to.include({ count: 5 });
    const corrected = await act(await revenueScenes['accrued']!(), 'revenue.correct', [operator]);
    expect(corrected.value(`collection/revenue/${PRODUCT}`)).to.include({ count: 2 });
    expect(revenueIn(corrected).document).to.deep.equal(digests('3'));
  });

  it('what is due, by working days of Jinan', async () => {
    const due = async (scene: string, governing?: RevenueRule) =>
      dueOf({ kind: 'revenue', value: revenueIn(await revenueScenes[scene]!()) }, governing).map(
        ({ what, time, whose }) => [what, time, whose],
      );
    const governing = (await ruled()).value(`revenue-rule/${RULE}`) as RevenueRule;
    // Monday 23 November and 3 working days end with Thursday; 5 with the Monday after.
    const reconciled = ['reconciliation', '2026-11-26T16:00:00.000Z', ['exchange', 'operator']];
    expect(await due('accrued', governing)).to.deep.equal([reconciled]);
    expect(await due('accrued')).to.deep.equal([[reconciled[0], reconciled[1], ['operator']]]);
    expect(await due('approved')).to.deep.equal([['payment', '2026-11-30T16:00:00.000Z', ['operator']]]);
    expect(await due('audited')).to.deep.equal([]);
  });
});

describe('rules of payment', () => {
  const [fiscal, own, provider] = payments as [JsonObject, JsonObject, JsonObject];
  const pay = async (...given: JsonObject[]) =>
    attempt(await revenueScenes['approved']!(), 'revenue.pay', [operator], { payments: given });
  const receipt = { treasuryReceipt: digests('e') };

  it('exactly those who have a share are paid', async () => {
    expect(await pay(fiscal, own)).to.equal('PAYMENTS_INCOMPLETE');
    expect(await pay(fiscal, own, { ...provider, party: 'stranger' })).to.equal('PAYMENTS_INCOMPLETE');
    expect(await pay(fiscal, own, provider, { ...provider, party: 'stranger' })).to.equal(
      'PAYMENTS_INCOMPLETE',
    );
    expect(await pay(own, fiscal, provider)).to.equal('COMMAND_BODY_INVALID');
  });

  it('the treasury’s share takes the treasury’s receipt, and no other does', async () => {
    expect(await pay(without(fiscal, 'treasuryReceipt'), own, provider)).to.equal(
      'TREASURY_RECEIPT_REQUIRED',
    );
    expect(await pay(fiscal, { ...own, ...receipt }, provider)).to.equal('TREASURY_RECEIPT_REQUIRED');
  });

  it('which share is the treasury’s, the governing version says', async () => {
    const play = await revenueScenes['approved']!();
    const none = {
      shares: [{ party: 'operator', millionths: 1_000_000, isFiscal: false }],
      remainder: 'operator',
    };
    await act(play, 'revenue-rule.change', [registrar], none);
    expect(await attempt(play, 'revenue.pay', [operator])).to.equal('done');
  });

  it('a receipt is given once', async () => {
    const play = await revenueScenes['paid']!();
    const next = 'operator/revenue-2';
    await act(play, 'revenue.accrue', [operator], { period: { from: '2026-08', to: '2026-08' } }, next);
    await act(play, 'revenue.reconcile', [reconciler], {}, next);
    await act(play, 'revenue.approve', [approver], {}, next);
    expect(await attempt(play, 'revenue.pay', [operator], {}, next)).to.equal('TREASURY_RECEIPT_USED');
    const another = { payments: [{ ...fiscal, ...receipt }, own, provider] };
    expect(await attempt(play, 'revenue.pay', [operator], another, next)).to.equal('done');
  });

  it('nor for two shares of one record', async () => {
    const play = newGround(people);
    const twice = {
      shares: ['finance', 'provider'].map((party) => ({ party, millionths: 500_000, isFiscal: true })),
      remainder: 'finance',
    };
    await act(play, 'revenue-rule.define', [registrar], twice);
    const half = {
      gross: 10_000,
      cost: 0,
      shares: ['finance', 'provider'].map((party) => ({ party, amount: 5000 })),
    };
    await act(play, 'revenue.accrue', [operator], half);
    await act(play, 'revenue.reconcile', [reconciler]);
    await act(play, 'revenue.approve', [approver]);
    const by = (...receipts: JsonObject[]) => ({
      payments: ['finance', 'provider'].map((party, index) => ({
        party,
        document: digests('7'),
        treasuryReceipt: receipts[index]!,
      })),
    });
    expect(await attempt(play, 'revenue.pay', [operator], by(digests('8'), digests('8')))).to.equal(
      'TREASURY_RECEIPT_USED',
    );
    expect(await attempt(play, 'revenue.pay', [operator], by(digests('8'), digests('9')))).to.equal('done');
  });

  it('who has no share gets no payment', async () => {
    const play = await ruled();
    const nothing = { gross: 5000, cost: 5000, ...shares(0, 0, 0) };
    await act(play, 'revenue.accrue', [operator], nothing);
    await act(play, 'revenue.reconcile', [reconciler]);
    await act(play, 'revenue.approve', [approver]);
    expect(await attempt(play, 'revenue.pay', [operator])).to.equal('PAYMENTS_INCOMPLETE');
    expect(await attempt(play, 'revenue.pay', [operator], { payments: [] })).to.equal('done');
  });
});
