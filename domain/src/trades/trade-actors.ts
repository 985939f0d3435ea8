import type { Actor, Signatories } from '../records/actor.js';
import type { Trade } from './trade.js';

interface WithTarget {
  readonly target: Trade;
}

export const seller: Actor<WithTarget> = {
  name: 'seller',
  role: 'participant',
  among: ({ target }) => [target.seller],
};

export const buyer: Actor<WithTarget> = {
  name: 'buyer',
  role: 'participant',
  among: ({ target }) => (target.buyer === undefined ? [] : [target.buyer]),
};

/** Off exchange the parties sign alone. */
export const sellerOffExchange: Actor<WithTarget> = {
  name: 'seller off exchange',
  role: 'participant',
  among: ({ target }) => (target.exchange === undefined ? [target.seller] : []),
};

export const exchange: Actor<WithTarget> = {
  name: 'exchange',
  role: 'participant',
  among: ({ target }) => (target.exchange === undefined ? [] : [target.exchange]),
};

/** Both parties, and the exchange if it is traded on one: nobody’s signature can be left out. */
export const allParties: readonly Signatories<WithTarget>[] = [
  [sellerOffExchange, buyer],
  [seller, buyer, exchange],
];
