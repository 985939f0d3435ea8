import { objectOf, optional, participantIdForm, textForm, type ValueOf } from '@quancheng/protocol';
import { productUseForm } from '../grants/grant-terms.js';
import type { Participant } from '../participants/participant.js';
import type { Actor } from '../records/actor.js';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { readExisting, type Reader } from '../records/reader.js';
import { ownerOf, recordNameForm } from '../records/record-name.js';
import type { Rule } from '../records/rule.js';
import { creation, transition, type Facts } from '../records/transition.js';
import { nextTrade } from './next-trade.js';
import { seller } from './trade-actors.js';
import type { Trade } from './trade.js';
import { loadProduct, productRules, type TradedProduct } from './traded-product.js';

const offerBody = objectOf({
  tradeNumber: textForm,
  product: recordNameForm,
  exchange: optional(participantIdForm),
  exclusive: booleanForm,
  use: objectOf({ kind: productUseForm, statement: textForm }),
  sourceStatement: digestPairForm,
  document: digestPairForm,
});

type OfferBody = ValueOf<typeof offerBody>;
interface OfferOthers extends TradedProduct {
  readonly exchange: Participant | undefined;
}
type OfferFacts = Facts<undefined, OfferBody, OfferOthers>;

/** The name says whose listing it is: several may sign, in an order that says nothing. */
const sellerOf = ({ command }: Pick<OfferFacts, 'command'>): string => ownerOf(command.target);

const listingSeller: Actor<OfferFacts> = {
  name: 'seller',
  role: 'participant',
  among: (facts) => [sellerOf(facts)],
};
const sellerAlone: Actor<OfferFacts> = {
  name: 'seller off exchange',
  role: 'participant',
  among: (facts) => (facts.body.exchange === undefined ? [sellerOf(facts)] : []),
};
const listingExchange: Actor<OfferFacts> = {
  name: 'exchange',
  role: 'participant',
  among: ({ body }) => (body.exchange === undefined ? [] : [body.exchange]),
};

async function load({ body }: { readonly body: OfferBody }, read: Reader): Promise<OfferOthers> {
  const exchange =
    body.exchange === undefined ? undefined : await readExisting(read, 'participant', body.exchange);
  return { ...(await loadProduct(body.product, read)), exchange };
}

const rules: readonly Rule<OfferFacts>[] = [
  {
    code: 'EXCHANGE_UNKNOWN',
    holds: ({ others: { exchange } }) => exchange === undefined || exchange.type === 'exchange',
    detail: ({ others: { exchange } }) => `${exchange?.id ?? ''} is registered as ${exchange?.type ?? ''}`,
  },
  {
    code: 'TRADE_PARTIES_INVALID',
    holds: (facts) => facts.body.exchange !== sellerOf(facts),
    detail: () => 'an exchange does not sell on itself',
  },
  ...productRules<OfferFacts>((facts) => ({ seller: sellerOf(facts), use: facts.body.use })),
];

/** The seller offers a product for a use. */
export const offerTrade = creation<Trade, OfferBody, OfferOthers>({
  to: ['listed'],
  body: offerBody,
  load,
  by: [[sellerAlone], [listingSeller, listingExchange]],
  rules,
  apply: (facts) => ({
    record: { status: 'listed', seller: sellerOf(facts), ...facts.body, disputes: [] },
    collections: [`trades/${sellerOf(facts)}`],
  }),
});

/** The seller takes back what nobody has taken. */
export const withdrawTrade = transition<Trade, { readonly document: DigestPair }, object>({
  from: ['listed'],
  to: ['withdrawn'],
  body: objectOf({ document: digestPairForm }),
  load: loadNothing,
  by: [[seller]],
  rules: [],
  apply: ({ target, body }) => ({ record: nextTrade(target, { ...body, status: 'withdrawn' }) }),
});
