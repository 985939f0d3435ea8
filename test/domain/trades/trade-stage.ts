import type { Certificate, Grant, Participant, Trade } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { RecordPlay, type Who } from '../support/record-play.js';
import type { Market } from './trade-table.js';

export const MONDAY = '2026-11-23T08:00:00.000Z';
export const VALID_TO = '2028-11-23T16:00:00.000Z';
export const LICENCE_FROM = '2026-12-01T00:00:00.000Z';
export const LICENCE_TO = '2027-12-01T00:00:00.000Z';
export const DELIVERY_DUE = '2026-12-10T00:00:00.000Z';
export const ACCEPTANCE_DUE = '2026-12-20T00:00:00.000Z';
export const SETTLEMENT_DUE = '2026-12-31T00:00:00.000Z';

export const product = 'seller/product-1';
export const tradeName = 'seller/trade-1';
export const originalName = 'seller/trade-0';

export const seller: Who = 'participant:seller';
export const buyer: Who = 'participant:buyer';
export const exchange: Who = 'participant:exchange';
export const commission: Who = 'arbitration:commission';
export const court: Who = 'court:court';

/** Everybody whose signature the agreement needs. */
export const everyParty: Readonly<Record<Market, readonly Who[]>> = {
  'off exchange': [seller, buyer],
  'on exchange': [seller, buyer, exchange],
};
export const listers: Readonly<Record<Market, readonly Who[]>> = {
  'off exchange': [seller],
  'on exchange': [seller, exchange],
};

export const digests = (letter: string) => ({ sha256: letter.repeat(64), sm3: letter.repeat(64) });

export const listing: JsonObject = {
  tradeNumber: '泉数交〔2026〕1号',
  product,
  exclusive: false,
  use: { kind: 'industrial', statement: '信贷风控建模' },
  sourceStatement: digests('1'),
  document: digests('2'),
};

export const agreement: JsonObject = {
  buyer: 'buyer',
  document: digests('3'),
  price: digests('4'),
  identityCheck: digests('5'),
  relation: { related: false, statement: digests('6') },
  from: LICENCE_FROM,
  to: LICENCE_TO,
  deliveryDue: DELIVERY_DUE,
  acceptanceDue: ACCEPTANCE_DUE,
  settlementDue: SETTLEMENT_DUE,
};

/** What each action’s order says if nothing is to be wrong with it. */
export const bodies: Readonly<Record<string, JsonObject>> = {
  offer: listing,
  agree: agreement,
  withdraw: { document: digests('7') },
  deliver: { document: digests('8'), sent: '2026-12-02T00:00:00.000Z' },
  accept: { document: digests('9'), delivery: digests('8') },
  dispute: { document: digests('a') },
  resolve: { document: digests('b'), outcome: 'continue' },
  settle: { document: digests('c'), invoice: digests('d') },
  close: { document: digests('e') },
  compensate: {
    compensates: originalName,
    tradeNumber: '泉数交〔2026〕1号冲',
    document: digests('f'),
    price: digests('0'),
    settlementDue: SETTLEMENT_DUE,
  },
};

export function bodyIn(market: Market, verb: string): JsonObject {
  return verb === 'offer' && market === 'on exchange' ? { ...listing, exchange: 'exchange' } : bodies[verb]!;
}

/** What the rules look at; certificates, grants and participants have tests of their own. */
export function putProduct(play: RecordPlay, change: Partial<Certificate> = {}): RecordPlay {
  const value = {
    id: product,
    version: 7,
    status: 'registered',
    type: 'product',
    holder: 'seller',
    register: 'registry/products',
    validTo: VALID_TO,
    freezes: [],
    description: { source: { kind: 'own', statement: '自行采集' } },
    ...change,
  };
  return play.put({ kind: 'certificate', value: value as unknown as Certificate });
}

export const GRANT = 'grantor/grant-1';
export const GRANT_TO = '2028-06-01T00:00:00.000Z';

/** A product that rests on an operation grant. */
export function putGranted(
  play: RecordPlay,
  grant: { readonly status?: Grant['status']; readonly relatedTrades?: boolean } = {},
  agreementEnds = GRANT_TO,
): RecordPlay {
  const { status = 'active', relatedTrades = false } = grant;
  const products = [
    { name: '公交到站预测', use: 'public-benefit' },
    { name: '客流指数', use: 'industrial' },
  ];
  const terms = { from: '2026-01-01T00:00:00.000Z', to: GRANT_TO, products, relatedTrades };
  const value = { id: GRANT, version: 6, status, operator: 'seller', terms };
  play.put({ kind: 'grant', value: value as unknown as Grant });
  const source = { kind: 'authorised', agreementEnds, grant: { name: GRANT, product: '客流指数' } };
  return putProduct(play, { description: { source } as unknown as Certificate['description'] });
}

export function newStage(): Promise<RecordPlay> {
  const play = putProduct(new RecordPlay(MONDAY));
  for (const [id, type] of [
    ['seller', 'enterprise'],
    ['buyer', 'enterprise'],
    ['second-buyer', 'bank'],
    ['stranger', 'enterprise'],
    ['exchange', 'exchange'],
    ['commission', 'arbitration'],
  ] as const) {
    play.put({ kind: 'participant', value: { id, type } as unknown as Participant });
  }
  return Promise.resolve(play);
}

export function act(
  play: RecordPlay,
  verb: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = tradeName,
): Promise<string> {
  return play.order({ action: `trade.${verb}`, target, body: { ...bodies[verb]!, ...change }, by });
}

export function tradeOf(play: RecordPlay, name = tradeName): Trade {
  return play.value(`trade/${name}`) as Trade;
}
