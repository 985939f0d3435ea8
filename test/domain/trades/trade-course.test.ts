import { expect } from 'chai';
import { at, atTime, shift } from '../certificates/moments.js';
import type { RecordPlay, Who } from '../support/record-play.js';
import { scenesIn } from './trade-scenes.js';
import {
  act,
  buyer,
  commission,
  court,
  digests,
  LICENCE_TO,
  MONDAY,
  newStage,
  product,
  putProduct,
  seller,
  SETTLEMENT_DUE,
  tradeName,
  tradeOf,
} from './trade-stage.js';

const scenes = scenesIn('off exchange');
const scene = (name: string): Promise<RecordPlay> => scenes[name]!();

describe('a trade on its way', () => {
  it('says what was delivered, accepted and settled, by which documents', async () => {
    const trade = tradeOf(await scene('closed'));
    expect(trade).to.deep.include({
      delivery: { document: digests('8'), at: at(MONDAY), sent: '2026-12-02T00:00:00.000Z' },
      acceptance: { document: digests('9'), at: at(MONDAY) },
      settlement: { document: digests('c'), invoice: digests('d'), at: at(MONDAY) },
    });
  });

  it('rests each version on a document of its own', async () => {
    for (const [name, letter] of [
      ['listed', '2'],
      ['withdrawn', '7'],
      ['agreed', '3'],
      ['delivered', '8'],
      ['accepted', '9'],
      ['disputed, agreed', 'a'],
      ['settled', 'c'],
      ['closed', 'e'],
      ['rescinded', 'b'],
      ['settled, compensated', 'f'],
    ] as const) {
      expect(tradeOf(await scene(name)).document, name).to.deep.equal(digests(letter));
    }
  });

  it('is delivered before the licence ends', async () => {
    const deliver = (play: RecordPlay) => act(play, 'deliver', [seller]);
    expect(await deliver(await atTime(scenes['agreed']!, shift(LICENCE_TO, -1)))).to.equal('done');
    expect(await deliver(await atTime(scenes['agreed']!, LICENCE_TO))).to.equal('TRADE_TERM_OVER');
  });

  it('is accepted by the digests of the delivery, both of them', async () => {
    const { sha256 } = digests('8');
    for (const delivery of [digests('7'), { sha256, sm3: '7'.repeat(64) }]) {
      const outcome = await act(await scene('delivered'), 'accept', [buyer], { delivery });
      expect(outcome).to.equal('DELIVERY_MISMATCH');
    }
  });
});

/** The commission as a party like any other. */
const party: Who = 'participant:commission';

describe('a dispute', () => {
  it('says who raised it, on what ground and from where, and how it ended', async () => {
    const play = await scene('disputed, delivered');
    const dispute = { by: 'buyer', ground: digests('a'), since: at(MONDAY), from: 'delivered' };
    expect(tradeOf(play).disputes).to.deep.equal([dispute]);
    await act(play, 'resolve', [seller, buyer]);
    const resolution = {
      document: digests('b'),
      outcome: 'continue',
      by: ['buyer', 'seller'],
      at: at(MONDAY),
    };
    expect(tradeOf(play).disputes).to.deep.equal([{ ...dispute, resolution }]);
    await act(play, 'dispute', [seller], { document: digests('0') });
    await act(play, 'resolve', [commission], { outcome: 'rescind', document: digests('1') });
    expect(tradeOf(play)).to.include({ status: 'rescinded' });
    expect(tradeOf(play).disputes).to.deep.equal([
      { ...dispute, resolution },
      {
        by: 'seller',
        ground: digests('0'),
        since: at(MONDAY),
        from: 'delivered',
        resolution: { document: digests('1'), outcome: 'rescind', by: ['commission'], at: at(MONDAY) },
      },
    ]);
  });

  for (const [from, accepting] of [
    ['agreed', 'RESOLUTION_UNFOUNDED'],
    ['delivered', 'accepted'],
    ['accepted', 'RESOLUTION_UNFOUNDED'],
    ['settled', 'RESOLUTION_UNFOUNDED'],
  ] as const) {
    it(`about what is ${from} ends as the parties, a commission or a court say`, async () => {
      const outcomes = { continue: from, accept: accepting, rescind: 'rescinded' };
      for (const [outcome, expected] of Object.entries(outcomes)) {
        for (const by of [[seller, buyer], [commission], [court]] as readonly (readonly Who[])[]) {
          const play = await scene(`disputed, ${from}`);
          const result = await act(play, 'resolve', by, { outcome });
          expect(result === 'done' ? tradeOf(play).status : result, outcome).to.equal(expected);
        }
      }
    });
  }

  it('is not decided by a commission that sells', async () => {
    const play = putProduct(await newStage(), { holder: 'commission' });
    const [target, all] = ['commission/trade-1', [party, buyer]];
    await act(play, 'offer', [party], {}, target);
    await act(play, 'agree', all, {}, target);
    await act(play, 'dispute', [buyer], {}, target);
    expect(await act(play.fork(), 'resolve', [commission], {}, target)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'resolve', all, {}, target)).to.equal('done');
  });

  it('is not decided by a commission that buys, nor by what is none', async () => {
    const play = await scene('listed');
    await act(play, 'agree', [seller, party], { buyer: 'commission' });
    await act(play, 'dispute', [party]);
    for (const who of [commission, party, 'participant:exchange', 'participant:nobody'] as const) {
      expect(await act(play.fork(), 'resolve', [who]), who).to.equal('SIGNER_NOT_ENTITLED');
    }
    expect(await act(play, 'resolve', ['arbitration:second-commission'])).to.equal('done');
  });
});

describe('a compensating record', () => {
  const NEXT = 'buyer/trade-2';
  const compensate = (play: RecordPlay, target: string, compensates: string) =>
    act(play, 'compensate', [seller, buyer], { compensates }, target);

  it('names the trade that it compensates, which names it', async () => {
    const play = await scene('closed');
    expect(await compensate(play, NEXT, tradeName)).to.equal('done');
    const original = tradeOf(play);
    expect(original).to.include({ status: 'closed', compensatedBy: NEXT });
    const { id, version, at: time, command, ...contents } = tradeOf(play, NEXT);
    expect([id, version, time, typeof command]).to.deep.equal([NEXT, 1, at(MONDAY), 'string']);
    expect(contents).to.deep.equal({
      status: 'accepted',
      tradeNumber: '泉数交〔2026〕1号冲',
      seller: 'seller',
      buyer: 'buyer',
      product,
      exclusive: false,
      use: original.use,
      sourceStatement: original.sourceStatement,
      agreement: { contract: digests('f'), price: digests('0'), settlementDue: SETTLEMENT_DUE },
      disputes: [],
      compensates: tradeName,
      document: digests('f'),
    });
    expect(play.value('collection/trades/seller')).to.include({ count: 2 });
    expect(play.value('collection/trades/buyer')).to.include({ count: 2 });
    expect(play.value(`collection/trades/${product}`)).to.include({ count: 2 });
  });

  it('keeps the exchange, and is never exclusive', async () => {
    const play = await scenesIn('on exchange')['closed, compensated']!();
    expect(tradeOf(play, 'seller/trade-2')).to.include({ exchange: 'exchange', exclusive: false });
  });

  it('begins without the disputes of what it compensates', async () => {
    const play = await scene('rescinded');
    expect(tradeOf(play).disputes).to.have.length(1);
    expect(await compensate(play, NEXT, tradeName)).to.equal('done');
    expect(tradeOf(play, NEXT).disputes).to.deep.equal([]);
  });

  it('is there once, and can be compensated itself', async () => {
    const play = await scene('settled');
    await compensate(play, NEXT, tradeName);
    expect(await compensate(play.fork(), 'seller/trade-3', tradeName)).to.equal('TRADE_COMPENSATED');
    expect(await compensate(play.fork(), 'seller/trade-3', NEXT)).to.equal('TRADE_NOT_COMPENSABLE');
    await act(play, 'settle', [seller, buyer], {}, NEXT);
    expect(await compensate(play, 'seller/trade-3', NEXT)).to.equal('done');
    expect(tradeOf(play, NEXT)).to.include({ compensatedBy: 'seller/trade-3', status: 'settled' });
  });

  it('is of what is settled, closed or rescinded', async () => {
    const compensable = ['settled', 'closed', 'rescinded'];
    for (const name of ['listed', 'agreed', 'delivered', 'accepted', 'disputed, settled', ...compensable]) {
      const play = await scene(name);
      const outcome = await compensate(play, 'seller/trade-3', tradeName);
      // A listing has no buyer who could sign.
      const refusal = name === 'listed' ? 'SIGNER_NOT_ENTITLED' : 'TRADE_NOT_COMPENSABLE';
      expect(outcome, name).to.equal(compensable.includes(name) ? 'done' : refusal);
    }
    const play = await scene('settled');
    expect(await compensate(play, NEXT, 'seller/none')).to.equal('REFERENCE_UNKNOWN');
  });

  it('is to be settled in the future', async () => {
    const due = (settlementDue: string) => async () =>
      act(
        await scene('settled'),
        'compensate',
        [seller, buyer],
        { compensates: tradeName, settlementDue },
        NEXT,
      );
    expect(await due(MONDAY)()).to.equal('TRADE_SCHEDULE_INVALID');
    expect(await due(shift(MONDAY, 1))()).to.equal('done');
  });
});
