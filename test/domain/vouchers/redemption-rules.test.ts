import type { Redemption, Voucher } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { digests, without } from '../support/market-ground.js';
import type { RecordPlay } from '../support/record-play.js';
import {
  act,
  approver,
  attempt,
  checker,
  claim,
  holder,
  issuer,
  payer,
  redeem,
  REDEMPTION,
  redemptionScenes,
  registrar,
  SCHEME,
  SECOND,
  VALID_TO,
  VOUCHER,
  voucherScenes,
} from './voucher-stage.js';

const voucherIn = (play: RecordPlay) => play.value(`voucher/${VOUCHER}`) as Voucher;
const redemptionIn = (play: RecordPlay) => play.value(`redemption/${REDEMPTION}`) as Redemption;
const other = { invoice: digests('d') };

describe('rules of a claim against a voucher', () => {
  const breaches: readonly (readonly [string, string, JsonObject])[] = [
    ['an unknown voucher', 'REFERENCE_UNKNOWN', { voucher: 'bureau-office/other' }],
    ['an unknown seller', 'REFERENCE_UNKNOWN', { seller: 'nobody' }],
    ['itself as seller', 'VOUCHER_PARTIES_RELATED', { seller: 'firm' }],
    ['a checker as seller', 'VOUCHER_PARTIES_RELATED', { seller: 'checker' }],
    ['an approver as seller', 'VOUCHER_PARTIES_RELATED', { seller: 'finance' }],
    ['a payer as seller', 'VOUCHER_PARTIES_RELATED', { seller: 'treasury' }],
    ['a fen more than the face value', 'VOUCHER_EXCEEDED', { amount: 100_001 }],
    ['nothing', 'COMMAND_BODY_INVALID', { amount: 0 }],
    ['less than nothing', 'COMMAND_BODY_INVALID', { amount: -1 }],
  ];
  for (const [what, code, change] of breaches) {
    it(`${what}: ${code}`, async () => {
      const play = await redemptionScenes['absent']!();
      expect(await attempt(play, 'redemption.claim', [holder], change)).to.equal(code);
    });
  }

  it('every member is there: invoice, contract, and that the parties are unrelated', async () => {
    for (const name of Object.keys(claim)) {
      const order = {
        action: 'redemption.claim',
        target: REDEMPTION,
        by: [holder],
        body: without(claim, name),
      };
      expect(await (await redemptionScenes['absent']!()).order(order), name).to.equal('COMMAND_BODY_INVALID');
    }
  });

  it('a trade that it names is settled, its own, and between parties who are not related', async () => {
    const relation = { related: false, statement: digests('1') };
    const good = { status: 'settled', buyer: 'firm', seller: 'cloud', licence: { relation } };
    const give = async (change: object) => {
      const play = await redemptionScenes['absent']!();
      play.put({ kind: 'trade', value: { id: 'cloud/trade', ...good, ...change } as never });
      return attempt(play, 'redemption.claim', [holder], { trade: 'cloud/trade' });
    };
    expect([await give({}), await give({ status: 'closed' })]).to.deep.equal(['done', 'done']);
    for (const change of [
      { status: 'accepted' },
      { buyer: 'cloud' },
      { seller: 'firm' },
      { licence: { relation: { ...relation, related: true } } },
      { licence: undefined },
    ]) {
      expect(await give(change), JSON.stringify(change)).to.equal('VOUCHER_TRADE_MISMATCH');
    }
    const unknown = { trade: 'cloud/other' };
    expect(
      await attempt(await redemptionScenes['absent']!(), 'redemption.claim', [holder], unknown),
    ).to.equal('REFERENCE_UNKNOWN');
  });

  it('only the voucher’s holder claims, whatever the name', async () => {
    const play = await redemptionScenes['absent']!();
    const change = { seller: 'firm' };
    expect(await attempt(play, 'redemption.claim', ['participant:cloud'], change, 'cloud/c')).to.equal(
      'SIGNER_NOT_ENTITLED',
    );
  });

  it('what is claimed is taken, up to the last fen, and given back by a rejection', async () => {
    const play = await redemptionScenes['claimed']!();
    expect(voucherIn(play)).to.include({ status: 'issued', applied: 60_000, paid: 0, version: 2 });
    expect(voucherIn(play)).not.to.have.property('document');
    const more = (amount: number) =>
      attempt(play, 'redemption.claim', [holder], { ...other, amount }, SECOND);
    expect(await more(40_001)).to.equal('VOUCHER_EXCEEDED');
    expect(await more(40_000)).to.equal('done');
    await act(play, 'redemption.reject', [checker]);
    expect(voucherIn(play)).to.include({ applied: 0, paid: 0 });
    expect(await more(100_000)).to.equal('done');
  });

  it('beyond 2^53 the sums are exact', async () => {
    const face = '9007199254740993000';
    const play = await voucherScenes['absent']!();
    await act(play, 'voucher.issue', [issuer], { faceValue: face });
    await act(play, 'redemption.claim', [holder], { amount: '9007199254740992999' });
    expect(voucherIn(play).applied).to.equal('9007199254740992999');
    const rest = (amount: number) =>
      attempt(play, 'redemption.claim', [holder], { ...other, amount }, SECOND);
    expect(await rest(2)).to.equal('VOUCHER_EXCEEDED');
    expect(await rest(1)).to.equal('done');
  });
});

describe('one claim for an invoice', () => {
  const second = { voucherNumber: 'JN-2026-0002' };

  it('not for another voucher, not by another issuer, while the first claim stands', async () => {
    for (const scene of ['claimed', 'checked', 'approved', 'redeemed', 'clawed-back']) {
      const play = await redemptionScenes[scene]!();
      await act(
        play,
        'voucher.issue',
        ['participant:second-office'],
        { ...second, holder: 'cloud' },
        'second-office/v',
      );
      const again = { voucher: 'second-office/v', seller: 'firm' };
      expect(
        await attempt(play, 'redemption.claim', ['participant:cloud'], again, 'cloud/c'),
        scene,
      ).to.equal('INVOICE_USED');
    }
  });

  it('an invoice whose claim was rejected is free, and taken again', async () => {
    const play = await redemptionScenes['rejected']!();
    await act(play, 'redemption.claim', [holder], {}, SECOND);
    expect(await attempt(play, 'redemption.claim', [holder], { amount: 1 }, 'firm/claim-3')).to.equal(
      'INVOICE_USED',
    );
  });

  it('is of one scheme; its claim names the invoice and the redemption', async () => {
    const play = await redemptionScenes['claimed']!();
    const claims = play.keys().filter((key) => key.startsWith('claim/'));
    const invoice = claims
      .map((key) => play.value(key) as unknown as JsonObject)
      .find(({ what }) => what === 'invoice');
    expect(invoice).to.include({ register: SCHEME, value: '4'.repeat(64), holder: REDEMPTION });
    await act(play, 'voucher-scheme.define', [registrar], {}, 'bureau/scheme-2');
    const elsewhere = { ...second, scheme: 'bureau/scheme-2' };
    await act(play, 'voucher.issue', [issuer], elsewhere, 'bureau-office/v-2');
    const claimThere = { voucher: 'bureau-office/v-2' };
    expect(await attempt(play, 'redemption.claim', [holder], claimThere, SECOND)).to.equal('done');
  });

  it('the checker finds the same HMAC, or cannot check it', async () => {
    const play = await redemptionScenes['claimed']!();
    for (const invoice of [digests('d'), { ...digests('4'), sm3: 'd'.repeat(64) }]) {
      expect(await attempt(play, 'redemption.check', [checker], { invoice })).to.equal('INVOICE_MISMATCH');
    }
  });
});

describe('from a claim to the payout', () => {
  it('who checked does not approve, whatever the offices are by then', async () => {
    const play = await redemptionScenes['checked']!();
    await act(play, 'voucher-scheme.change', [registrar], { checkers: ['cloud'], approvers: ['checker'] });
    expect(await attempt(play, 'redemption.approve', [checker])).to.equal('REDEMPTION_SELF_CHECKED');
    expect(await attempt(play, 'redemption.approve', [approver])).to.equal('SIGNER_NOT_ENTITLED');
  });

  it('the last fen that is paid makes the voucher redeemed', async () => {
    const play = await redemptionScenes['redeemed']!();
    expect(voucherIn(play)).to.include({ status: 'issued', applied: 60_000, paid: 60_000 });
    await redeem(play, { ...other, amount: 40_000 }, SECOND);
    expect(voucherIn(play)).to.include({ status: 'redeemed', applied: 100_000, paid: 100_000 });
    const more = { invoice: digests('e'), amount: 1 };
    expect(await attempt(play, 'redemption.claim', [holder], more, 'firm/claim-3')).to.equal(
      'VOUCHER_NOT_USABLE',
    );
  });

  it('a claim made in time is paid after the end; the voucher stays expired', async () => {
    const play = await voucherScenes['issued']!();
    await act(play, 'redemption.claim', [holder], { amount: 100_000 });
    play.waitUntil(VALID_TO);
    await act(play, 'voucher.expire', [holder]);
    await act(play, 'redemption.check', [checker]);
    await act(play, 'redemption.approve', [approver]);
    await act(play, 'redemption.pay', [payer]);
    expect(voucherIn(play)).to.include({ status: 'expired', paid: 100_000 });
  });

  it('what was clawed back does not become usable again', async () => {
    const play = await redemptionScenes['clawed-back']!();
    expect(voucherIn(play)).to.include({ applied: 60_000, paid: 60_000 });
    expect(redemptionIn(play)).to.deep.include({ ground: '合同已解除', document: digests('c') });
  });

  it('a claim against a voucher that was clawed back gives back what it took', async () => {
    const play = await redemptionScenes['approved, voucher clawed back']!();
    await act(play, 'redemption.reject', [approver]);
    expect(voucherIn(play)).to.include({ status: 'clawed-back', applied: 0 });
  });

  it('each step keeps who signed it and by which document, and is listed with the voucher', async () => {
    const play = await redemptionScenes['redeemed']!();
    expect(redemptionIn(play)).to.deep.include({
      scheme: SCHEME,
      claimant: 'firm',
      check: { by: 'checker', document: digests('8') },
      approval: { by: 'finance', document: digests('9') },
      payout: { by: 'treasury', document: digests('b') },
      document: digests('b'),
    });
    expect(play.value(`collection/redemptions/${VOUCHER}`)).to.include({ count: 4 });
    for (const [scene, letter] of [
      ['checked', '8'],
      ['approved', '9'],
    ] as const) {
      expect(redemptionIn(await redemptionScenes[scene]!()).document).to.deep.equal(digests(letter));
    }
    const rejected = await redemptionScenes['rejected']!();
    expect(redemptionIn(rejected)).to.deep.include({ ground: '发票不符', document: digests('a') });
    expect(rejected.value(`collection/redemptions/${VOUCHER}`)).to.include({ count: 3 });
    const back = await redemptionScenes['clawed-back']!();
    expect(back.value(`collection/redemptions/${VOUCHER}`)).to.include({ count: 5 });
  });
});
