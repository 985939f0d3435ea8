import { objectOf, timeForm, type ValueOf } from '@quancheng/protocol';
import { digestPairForm, isSameDigest } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { transition, type Facts } from '../records/transition.js';
import { nextTrade } from './next-trade.js';
import { buyer, seller } from './trade-actors.js';
import type { Trade } from './trade.js';
import { loadProduct, productRules, type TradedProduct } from './traded-product.js';

const deliverBody = objectOf({ document: digestPairForm, sent: timeForm });
/** `delivery`: what the buyer found to have been delivered. */
const acceptBody = objectOf({ document: digestPairForm, delivery: digestPairForm });

type DeliverBody = ValueOf<typeof deliverBody>;
type AcceptBody = ValueOf<typeof acceptBody>;
type DeliverFacts = Facts<Trade, DeliverBody, TradedProduct>;

/** The seller commits to what it hands over, by the digests of the delivery’s manifest. */
export const deliverTrade = transition<Trade, DeliverBody, TradedProduct>({
  from: ['agreed'],
  to: ['delivered'],
  body: deliverBody,
  load: ({ target }, read) => loadProduct(target.product, read),
  by: [[seller]],
  rules: [
    {
      code: 'TRADE_TERM_OVER',
      holds: ({ target, at }) => target.licence !== undefined && at.time < target.licence.to,
      detail: ({ target }) => `the licence ended ${target.licence?.to ?? ''}`,
    },
    ...productRules<DeliverFacts>(({ target }) => target),
  ],
  apply: ({ target, body: { document, sent }, at }) => ({
    record: nextTrade(target, { document, status: 'delivered', delivery: { document, at, sent } }),
  }),
});

/** The buyer accepts what it was given, by the same digests. */
export const acceptTrade = transition<Trade, AcceptBody, object>({
  from: ['delivered'],
  to: ['accepted'],
  body: acceptBody,
  load: loadNothing,
  by: [[buyer]],
  rules: [
    {
      code: 'DELIVERY_MISMATCH',
      holds: ({ target, body }) =>
        target.delivery !== undefined && isSameDigest(body.delivery, target.delivery.document),
      detail: () => 'what was accepted is not what was delivered',
    },
  ],
  apply: ({ target, body: { document }, at }) => ({
    record: nextTrade(target, { document, status: 'accepted', acceptance: { document, at } }),
  }),
});
