import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { newGround, PRODUCT, product, without } from '../support/market-ground.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  accrual,
  act,
  attempt,
  figures,
  operator,
  people,
  registrar,
  REVENUE,
  revenueScenes,
  ruled,
  shares,
} from './revenue-stage.js';

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

  it('up to 32 shares have the form', async () => {
    const give = async (count: number) => {
      const all = Array.from({ length: count }, () => ({ party: 'operator', amount: 0 }));
      return attempt(await ruled(), 'revenue.accrue', [operator], { shares: all });
    };
    expect([await give(0), await give(1), await give(32), await give(33)]).to.deep.equal([
      'COMMAND_BODY_INVALID',
      'SHARES_NOT_WHOLE',
      'SHARES_NOT_WHOLE',
      'COMMAND_BODY_INVALID',
    ]);
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
    expect(await give('2025-09', '2026-08')).to.equal('done');
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
