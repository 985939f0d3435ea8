import { dueOf, dueRowOf, machines, readersOf } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { scenesIn } from './trade-scenes.js';
import { ACCEPTANCE_DUE, DELIVERY_DUE, LICENCE_TO, product, SETTLEMENT_DUE, tradeOf } from './trade-stage.js';

const parties = ['buyer', 'seller'];
const delivery = { what: 'delivery', nature: 'deadline', time: DELIVERY_DUE, whose: ['seller'] };
const acceptance = { what: 'acceptance', nature: 'deadline', time: ACCEPTANCE_DUE, whose: parties };
const settlement = { what: 'settlement', nature: 'deadline', time: SETTLEMENT_DUE, whose: parties };
const licence = { what: 'licence-end', nature: 'end', time: LICENCE_TO, whose: parties };

const due = {
  listed: [],
  withdrawn: [],
  agreed: [delivery, settlement],
  delivered: [acceptance, settlement, licence],
  accepted: [settlement, licence],
  'disputed, delivered': [licence],
  settled: [licence],
  closed: [licence],
  'closed, compensated': [],
  rescinded: [],
} as const;

describe('of a trade', () => {
  for (const [scene, expected] of Object.entries(due)) {
    it(`what is due, ${scene}`, async () => {
      const value = tradeOf(await scenesIn('off exchange')[scene]!());
      const found = dueOf({ kind: 'trade', value }, undefined);
      expect(found).to.deep.equal(expected.map((each) => ({ ...each, isPublic: false })));
    });
  }

  it('what is due has a title in both languages', () => {
    for (const { what } of [delivery, acceptance, settlement, licence]) {
      const { en, zh } = dueRowOf('trade', what)!.title;
      expect(zh, what).to.match(/\p{Script=Han}/u);
      expect(en, what).to.match(/^[a-z]/);
    }
  });

  it('everybody reads what is listed, and its parties what has become of it', async () => {
    for (const market of ['off exchange', 'on exchange'] as const) {
      const scenes = scenesIn(market);
      const readers = async (scene: string) =>
        readersOf({ kind: 'trade', value: tradeOf(await scenes[scene]!()) }, {});
      expect(await readers('listed')).to.equal('everyone');
      const exchange = market === 'on exchange' ? ['exchange'] : [];
      expect(await readers('withdrawn')).to.deep.equal(['seller', ...exchange]);
      for (const scene of ['agreed', 'disputed, agreed', 'settled', 'closed', 'rescinded']) {
        expect(await readers(scene), scene).to.deep.equal(['seller', 'buyer', ...exchange]);
      }
    }
  });

  it('the product’s certificate is asked for beforehand, if the order names one', async () => {
    const { foresee } = machines.trade;
    const asked = (body: JsonObject) => foresee?.(body, undefined);
    expect(asked({ product })).to.deep.equal([`certificate/${product}`]);
    for (const body of [{}, { product: 7 }, { product: 'no name' }]) expect(asked(body)).to.deep.equal([]);
    const listed = tradeOf(await scenesIn('off exchange')['listed']!());
    expect(foresee?.({}, listed)).to.deep.equal([`certificate/${product}`]);
  });
});
