import {
  dueOf,
  formatAmount,
  governingVersionOf,
  type Grant,
  type Revenue,
  type RevenueRule,
} from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, newGround, PRODUCT, product, without } from '../support/market-ground.js';
import { dueRowsOf } from '../support/due-rows.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  act,
  approver,
  attempt,
  operator,
  payments,
  people,
  reconciler,
  registrar,
  REVENUE,
  revenueScenes,
  RULE,
  ruled,
  shares,
} from './revenue-stage.js';

const revenueIn = (play: RecordPlay) => play.value(`revenue/${REVENUE}`) as Revenue;

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

  it('a record that is reconciled or approved rests on that document', async () => {
    expect(revenueIn(await revenueScenes['reconciled']!()).document).to.deep.equal(digests('4'));
    expect(revenueIn(await revenueScenes['approved']!()).document).to.deep.equal(digests('6'));
  });

  it('the version of the rule that governs is the one whose officers are due', async () => {
    const record = { kind: 'revenue', value: revenueIn(await revenueScenes['accrued']!()) } as const;
    expect(governingVersionOf(record)).to.deep.equal({ kind: 'revenue-rule', name: RULE, version: 1 });
    const deadline = { nature: 'deadline', hasEnglish: true, isPublic: true };
    expect(dueRowsOf('revenue')).to.deep.equal([
      { what: 'reconciliation', zh: '收益对账期限', in: ['accrued'], ...deadline },
      { what: 'payment', zh: '收益分配与缴库期限', in: ['approved'], ...deadline },
    ]);
  });

  it('amounts have one spelling', () => {
    expect([2n ** 53n - 1n, 2n ** 53n].map(formatAmount)).to.deep.equal([
      9007199254740991,
      '9007199254740992',
    ]);
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

  it('up to 32 payments have the form', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        party: `n${String(index).padStart(2, '0')}`,
        document: digests('7'),
      }));
    expect([await pay(...many(32)), await pay(...many(33))]).to.deep.equal([
      'PAYMENTS_INCOMPLETE',
      'COMMAND_BODY_INVALID',
    ]);
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
