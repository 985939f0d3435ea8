import { expect } from 'chai';
import { shift } from '../certificates/moments.js';
import type { RecordPlay } from '../support/record-play.js';
import { act, buyer, LICENCE_TO, newStage, seller, tradeOf } from './trade-stage.js';

const second = 'participant:second-buyer' as const;
const FIRST = 'seller/trade-1';
const NEXT = 'seller/trade-2';

/** Two listings of one product; each exclusive or not. */
async function listedTwice(first: boolean, next: boolean): Promise<RecordPlay> {
  const play = await newStage();
  await act(play, 'offer', [seller], { exclusive: first }, FIRST);
  await act(play, 'offer', [seller], { exclusive: next }, NEXT);
  return play;
}

const agreeFirst = (play: RecordPlay) => act(play, 'agree', [seller, buyer], {}, FIRST);

const agreeNext = (play: RecordPlay, to = '2028-06-01T00:00:00.000Z') =>
  act(
    play,
    'agree',
    [seller, second],
    {
      buyer: 'second-buyer',
      to,
      deliveryDue: shift(play.now, 1),
      acceptanceDue: shift(play.now, 1),
      settlementDue: shift(play.now, 1),
    },
    NEXT,
  );

describe('an exclusive licence', () => {
  it('is the only one from its agreement until its end', async () => {
    for (const next of [true, false]) {
      const play = await listedTwice(true, next);
      await agreeFirst(play);
      expect(await agreeNext(play.fork())).to.equal('EXCLUSIVE_TAKEN');
      expect(await agreeNext(play.fork().waitUntil(shift(LICENCE_TO, -1)))).to.equal('EXCLUSIVE_TAKEN');
      expect(await agreeNext(play.waitUntil(LICENCE_TO))).to.equal('done');
      const claims = play.keys().filter((key) => key.startsWith('claim/'));
      expect(claims).to.have.length(1);
      expect(play.value(claims[0]!)).to.include({
        what: 'exclusive-licence',
        register: 'registry/products',
        value: 'seller/product-1',
        holder: next ? NEXT : FIRST,
      });
    }
  });

  it('leaves those that were agreed on before', async () => {
    const play = await listedTwice(false, true);
    await agreeFirst(play);
    expect(await agreeNext(play)).to.equal('done');
    expect(tradeOf(play, FIRST)).to.include({ status: 'agreed', exclusive: false });
  });

  it('is only taken by an agreement: others may be agreed on beside a listing, and without one', async () => {
    for (const [first, next] of [
      [true, false],
      [false, false],
    ] as const) {
      const play = await listedTwice(first, next);
      expect(await agreeNext(play)).to.equal('done');
      expect(await agreeFirst(play)).to.equal('done');
    }
  });

  it('is free again when the trade is rescinded or compensated', async () => {
    const play = await listedTwice(true, true);
    await agreeFirst(play);
    await act(play, 'dispute', [buyer], {}, FIRST);
    expect(await agreeNext(play.fork())).to.equal('EXCLUSIVE_TAKEN');
    await act(play, 'resolve', [seller, buyer], { outcome: 'rescind' }, FIRST);
    expect(await agreeNext(play)).to.equal('done');

    const settled = await listedTwice(true, true);
    await agreeFirst(settled);
    await act(settled, 'deliver', [seller]);
    await act(settled, 'accept', [buyer]);
    await act(settled, 'settle', [seller, buyer]);
    expect(await agreeNext(settled.fork())).to.equal('EXCLUSIVE_TAKEN');
    await act(settled, 'compensate', [seller, buyer], { compensates: FIRST }, 'seller/trade-3');
    expect(tradeOf(settled, 'seller/trade-3')).to.include({ exclusive: false });
    expect(await agreeNext(settled)).to.equal('done');
  });
});
