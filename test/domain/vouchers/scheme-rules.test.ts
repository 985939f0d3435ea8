import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, MONDAY, without } from '../support/market-ground.js';
import {
  act,
  attempt,
  emptyStage,
  issuer,
  registrar,
  scheme,
  SCHEME,
  schemeScenes,
  voucher,
  VOUCHER,
  voucherScenes,
} from './voucher-stage.js';

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(2, '0')}`);

describe('rules of voucher schemes', () => {
  const forms: readonly (readonly [string, JsonObject])[] = [
    ['categories out of order', { categories: ['b', 'a'] }],
    ['no categories', { categories: [] }],
    ['too many categories', { categories: names(65) }],
    ['no issuers', { issuers: [] }],
    ['too many payers', { payers: names(33) }],
    ['checkers out of order', { checkers: ['b', 'a'] }],
    ['one who checks and approves', { approvers: ['checker', 'finance'] }],
    ['one of several who checks and approves', { checkers: ['checker', 'other'], approvers: ['checker'] }],
    ['no days to check', { checkDays: 0 }],
    ['too many days to check', { checkDays: 367 }],
  ];
  for (const [what, change] of forms) {
    it(`${what}: it has no form, new or changed`, async () => {
      expect(await attempt(emptyStage(), 'voucher-scheme.define', [registrar], change)).to.equal(
        'COMMAND_BODY_INVALID',
      );
      const play = await schemeScenes['in-force']!();
      expect(await attempt(play, 'voucher-scheme.change', [registrar], change)).to.equal(
        'COMMAND_BODY_INVALID',
      );
    });
  }

  it('goes up to its bounds', async () => {
    const most = { categories: names(64), payers: names(32), issuers: ['n00'], checkDays: 366 };
    const least = { categories: ['算力'], checkDays: 1 };
    expect(await attempt(emptyStage(), 'voucher-scheme.define', [registrar], most)).to.equal('done');
    expect(await attempt(emptyStage(), 'voucher-scheme.define', [registrar], least)).to.equal('done');
  });

  it('every member is there, and the calendar exists', async () => {
    for (const name of Object.keys(scheme)) {
      const order = {
        action: 'voucher-scheme.define',
        target: SCHEME,
        by: [registrar],
        body: without(scheme, name),
      };
      expect(await emptyStage().order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
    const change = { calendar: 'bureau/other' };
    expect(await attempt(emptyStage(), 'voucher-scheme.define', [registrar], change)).to.equal(
      'REFERENCE_UNKNOWN',
    );
    const play = await schemeScenes['in-force']!();
    expect(await attempt(play, 'voucher-scheme.change', [registrar], change)).to.equal('REFERENCE_UNKNOWN');
  });

  it('a change never touches the key of invoices', async () => {
    const play = await schemeScenes['in-force']!();
    const change = { invoiceKey: digests('2') };
    expect(await attempt(play, 'voucher-scheme.change', [registrar], change)).to.equal(
      'COMMAND_BODY_INVALID',
    );
    await act(play, 'voucher-scheme.change', [registrar]);
    expect(play.value(`voucher-scheme/${SCHEME}`)).to.deep.include({
      checkDays: 3,
      invoiceKey: digests('1'),
    });
    await act(play, 'voucher-scheme.close', [registrar]);
    expect(play.value(`voucher-scheme/${SCHEME}`)).to.deep.include({
      checkDays: 3,
      invoiceKey: digests('1'),
    });
  });
});

describe('rules of issuing a voucher', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown scheme', 'REFERENCE_UNKNOWN', { scheme: 'bureau/other' }],
    ['an unknown holder', 'REFERENCE_UNKNOWN', { holder: 'nobody' }],
    ['a category that the scheme lacks', 'VOUCHER_CATEGORY_UNKNOWN', { category: '其他' }],
    ['itself as holder', 'VOUCHER_TO_OFFICE', { holder: 'bureau-office' }],
    ['a checker as holder', 'VOUCHER_TO_OFFICE', { holder: 'checker' }],
    ['an approver as holder', 'VOUCHER_TO_OFFICE', { holder: 'finance' }],
    ['a payer as holder', 'VOUCHER_TO_OFFICE', { holder: 'treasury' }],
    ['an end that is now', 'PERIOD_EMPTY', { validTo: MONDAY }],
    ['nothing', 'COMMAND_BODY_INVALID', { faceValue: 0 }],
    ['an amount in a float', 'COMMAND_BODY_INVALID', { faceValue: 1.5 }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      expect(await attempt(await voucherScenes['absent']!(), 'voucher.issue', [issuer], change)).to.equal(
        code,
      );
    });
  }

  it('every member is there', async () => {
    for (const name of Object.keys(voucher)) {
      const order = { action: 'voucher.issue', target: VOUCHER, by: [issuer], body: without(voucher, name) };
      expect(await (await voucherScenes['absent']!()).order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('a number is given once in a scheme, by whomever', async () => {
    const play = await voucherScenes['issued']!();
    const again = (change: JsonObject) =>
      attempt(play, 'voucher.issue', ['participant:second-office'], change, 'second-office/voucher-1');
    expect(await again({})).to.equal('VOUCHER_NUMBER_TAKEN');
    expect(await again({ voucherNumber: 'JN-2026-0002' })).to.equal('done');
    await act(play, 'voucher-scheme.define', [registrar], {}, 'bureau/scheme-2');
    expect(await again({ scheme: 'bureau/scheme-2' })).to.equal('done');
  });

  it('nothing is used of a new one; its holder has it in a collection', async () => {
    const play = await voucherScenes['clawed-back']!();
    expect(play.value(`voucher/${VOUCHER}`)).to.deep.include({
      issuer: 'bureau-office',
      applied: 0,
      paid: 0,
      ground: '虚假申报',
      document: digests('7'),
    });
    expect(play.value('collection/vouchers/firm')).to.include({ count: 2 });
    const expired = await voucherScenes['expired']!();
    expect(expired.value('collection/vouchers/firm')).to.include({ count: 2 });
    expect(expired.value(`voucher/${VOUCHER}`)).not.to.have.property('document');
  });
});
