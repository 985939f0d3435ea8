import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { at, atTime, shift } from '../certificates/moments.js';
import type { RecordPlay, Who } from '../support/record-play.js';
import { scenesIn } from './trade-scenes.js';
import {
  ACCEPTANCE_DUE,
  act,
  agreement,
  buyer,
  DELIVERY_DUE,
  digests,
  exchange,
  GRANT,
  GRANT_TO,
  LICENCE_FROM,
  LICENCE_TO,
  listing,
  MONDAY,
  newStage,
  product,
  putGranted,
  putProduct,
  seller,
  SETTLEMENT_DUE,
  tradeName,
  tradeOf,
  VALID_TO,
} from './trade-stage.js';

const scenes = scenesIn('off exchange');
const listed = scenes['listed']!;

describe('a listing', () => {
  it('is kept as it was signed', async () => {
    const play = await listed();
    const { id, version, at: time, command, ...contents } = tradeOf(play);
    expect([id, version, time, typeof command]).to.deep.equal([tradeName, 1, at(MONDAY), 'string']);
    expect(contents).to.deep.equal({ ...listing, status: 'listed', seller: 'seller', disputes: [] });
    expect(play.value('collection/trades/seller')).to.include({ count: 1 });
  });

  it('is of a product that the seller holds, live and not frozen', async () => {
    const list = (play: RecordPlay) => act(play, 'offer', [seller]);
    const stage = await newStage();
    expect(await act(stage, 'offer', [seller], { product: 'seller/none' })).to.equal('REFERENCE_UNKNOWN');
    for (const type of ['asset', 'resource', 'data-ip'] as const) {
      expect(await list(putProduct(stage.fork(), { type })), type).to.equal('PRODUCT_INVALID');
    }
    expect(await list(putProduct(stage.fork(), { holder: 'buyer' }))).to.equal('PRODUCT_NOT_HELD');
    for (const status of ['draft', 'publicised', 'expired', 'cancelled', 'revoked'] as const) {
      expect(await list(putProduct(stage.fork(), { status })), status).to.equal('PRODUCT_NOT_LIVE');
    }
    expect(await list(await atTime(newStage, VALID_TO))).to.equal('PRODUCT_NOT_LIVE');
    expect(await list(await atTime(newStage, shift(VALID_TO, -1)))).to.equal('done');
    const freeze = { court: 'court', document: digests('0'), since: at(MONDAY), until: shift(MONDAY, 1) };
    const frozen = putProduct(stage.fork(), { freezes: [freeze] });
    expect(await list(frozen.fork())).to.equal('CERTIFICATE_FROZEN');
    expect(await list(frozen.waitUntil(shift(MONDAY, 1)))).to.equal('done');
  });

  it('names an exchange that is one, and another than the seller', async () => {
    const list = async (name: string, ...by: readonly Who[]) =>
      act(await newStage(), 'offer', by, { exchange: name });
    expect(await list('nobody', seller, exchange)).to.equal('REFERENCE_UNKNOWN');
    expect(await list('buyer', seller, buyer)).to.equal('EXCHANGE_UNKNOWN');
    expect(await list('exchange', seller, exchange)).to.equal('done');
    const play = putProduct(await newStage(), { holder: 'exchange' });
    const own = { exchange: 'exchange' };
    const offer = (...by: readonly Who[]) => act(play.fork(), 'offer', by, own, 'exchange/trade-1');
    expect(await offer(exchange, exchange)).to.equal('TRADE_PARTIES_INVALID');
    expect(await offer(seller, exchange)).to.equal('SIGNER_NOT_ENTITLED');
    expect(await act(play, 'offer', [exchange], {}, 'exchange/trade-1')).to.equal('done');
  });

  it('needs every member, and no price', async () => {
    for (const member of Object.keys(listing)) {
      const { [member]: left, ...rest } = listing;
      const play = await newStage();
      const outcome = await play.order({
        action: 'trade.offer',
        target: tradeName,
        body: rest,
        by: [seller],
      });
      expect(outcome, member).to.equal('COMMAND_BODY_INVALID');
    }
    expect(await act(await newStage(), 'offer', [seller], { price: 100 })).to.equal('COMMAND_BODY_INVALID');
  });
});

const agree = (play: RecordPlay, change: JsonObject = {}, by: readonly Who[] = [seller, buyer]) =>
  act(play, 'agree', by, change);

describe('an agreement', () => {
  it('is kept as both signed it, with the product’s version', async () => {
    const play = await scenes['agreed']!();
    const { buyer: who, agreement: agreed, licence, document, status } = tradeOf(play);
    expect([who, document, status]).to.deep.equal(['buyer', digests('3'), 'agreed']);
    expect(agreed).to.deep.equal({
      contract: digests('3'),
      price: digests('4'),
      settlementDue: SETTLEMENT_DUE,
    });
    expect(licence).to.deep.equal({
      identityCheck: digests('5'),
      relation: { related: false, statement: digests('6') },
      from: LICENCE_FROM,
      to: LICENCE_TO,
      deliveryDue: DELIVERY_DUE,
      acceptanceDue: ACCEPTANCE_DUE,
      productVersion: 7,
    });
    expect(play.value('collection/trades/buyer')).to.include({ count: 1 });
    expect(play.value(`collection/trades/${product}`)).to.include({ count: 1 });
    expect(play.value('collection/trades/seller')).to.include({ count: 1 });
    expect(play.keys().filter((key) => key.startsWith('claim/'))).to.deep.equal([]);
  });

  it('needs every member; the price is a commitment', async () => {
    for (const member of Object.keys(agreement)) {
      const { [member]: left, ...body } = agreement;
      const play = await listed();
      const by = [seller, buyer];
      const outcome = await play.order({ action: 'trade.agree', target: tradeName, body, by });
      expect(outcome, member).to.equal('COMMAND_BODY_INVALID');
    }
    for (const price of [100, '100', '100.00 元'])
      expect(await agree(await listed(), { price })).to.equal('COMMAND_BODY_INVALID');
  });

  it('is between two', async () => {
    expect(await agree(await listed(), { buyer: 'nobody' })).to.equal('REFERENCE_UNKNOWN');
    expect(await agree(await listed(), { buyer: 'seller' }, [seller, seller])).to.equal(
      'TRADE_PARTIES_INVALID',
    );
    const onExchange = await scenesIn('on exchange')['listed']!();
    const outcome = await agree(onExchange, { buyer: 'exchange' }, [seller, exchange, exchange]);
    expect(outcome).to.equal('TRADE_PARTIES_INVALID');
  });

  it('lays down times that follow one another', async () => {
    const invalid: readonly JsonObject[] = [
      { from: LICENCE_TO },
      { to: LICENCE_FROM },
      { deliveryDue: MONDAY },
      { acceptanceDue: shift(DELIVERY_DUE, -1) },
      { to: shift(DELIVERY_DUE, -1) },
      { settlementDue: MONDAY },
    ];
    for (const change of invalid) {
      const name = JSON.stringify(change);
      expect(await agree(await listed(), change), name).to.equal('TRADE_SCHEDULE_INVALID');
    }
    const valid: readonly JsonObject[] = [
      { from: shift(LICENCE_TO, -1) },
      { deliveryDue: shift(MONDAY, 1) },
      { acceptanceDue: DELIVERY_DUE },
      { to: DELIVERY_DUE },
      { settlementDue: shift(MONDAY, 1) },
    ];
    for (const change of valid)
      expect(await agree(await listed(), change), JSON.stringify(change)).to.equal('done');
  });
});

describe('a trade of what rests on an operation grant', () => {
  const granted = async (...state: Parameters<typeof putGranted> extends [unknown, ...infer R] ? R : never) =>
    putGranted(await newStage(), ...state);

  it('permits the use for which the grant has the product', async () => {
    expect(await act(await granted(), 'offer', [seller])).to.equal('done');
    const use = { kind: 'public-benefit', statement: '公共服务' };
    expect(await act(await granted(), 'offer', [seller], { use })).to.equal('USE_EXCEEDS_GRANT');
    expect(await act(await newStage(), 'offer', [seller], { use })).to.equal('done');
  });

  it('needs the grant in force at the listing, at the agreement and at the delivery', async () => {
    for (const status of ['suspended', 'renewed', 'expired', 'terminated'] as const) {
      const listing_ = await granted({ status });
      expect(await act(listing_, 'offer', [seller]), status).to.equal('GRANT_NOT_IN_FORCE');
      const play = await granted();
      await act(play, 'offer', [seller]);
      expect(await agree(putGranted(play.fork(), { status })), status).to.equal('GRANT_NOT_IN_FORCE');
      await agree(play);
      expect(await act(putGranted(play, { status }), 'deliver', [seller])).to.equal('GRANT_NOT_IN_FORCE');
    }
    const play = await granted();
    await act(play, 'offer', [seller]);
    await agree(play);
    expect(await act(play, 'deliver', [seller])).to.equal('done');
  });

  it('ends no later than the grant and the agreement that the certificate names', async () => {
    const from = async (agreementEnds: string) => {
      const play = await granted({}, agreementEnds);
      await act(play, 'offer', [seller]);
      return play;
    };
    const far = { acceptanceDue: ACCEPTANCE_DUE };
    expect(await agree(await from(VALID_TO), { ...far, to: GRANT_TO })).to.equal('done');
    expect(await agree(await from(VALID_TO), { to: shift(GRANT_TO, 1) })).to.equal('TRADE_EXCEEDS_SOURCE');
    const early = shift(GRANT_TO, -1);
    expect(await agree(await from(early), { to: early })).to.equal('done');
    expect(await agree(await from(early), { to: GRANT_TO })).to.equal('TRADE_EXCEEDS_SOURCE');
    expect(await agree(await listed(), { to: '2040-01-01T00:00:00.000Z' })).to.equal('done');
  });

  it('is not between related parties unless the grant allows it', async () => {
    const relation = { related: true, statement: digests('6') };
    for (const [relatedTrades, code] of [
      [false, 'RELATED_PARTIES_REFUSED'],
      [true, 'done'],
    ] as const) {
      const play = await granted({ relatedTrades });
      await act(play, 'offer', [seller]);
      expect(await agree(play, { relation })).to.equal(code);
    }
    expect(await agree(await listed(), { relation })).to.equal('done');
  });

  it('names a grant that exists', async () => {
    const source = { kind: 'authorised', grant: { name: 'grantor/none', product: '客流指数' } };
    const play = putProduct(await newStage(), { description: { source } as never });
    expect(await act(play, 'offer', [seller])).to.equal('REFERENCE_UNKNOWN');
    expect(GRANT).to.not.equal('grantor/none');
  });
});
