import { objectOf, type ValueOf } from '@quancheng/protocol';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { transition } from '../records/transition.js';
import { nextTrade } from './next-trade.js';
import { allParties } from './trade-actors.js';
import type { Trade } from './trade.js';

const settleBody = objectOf({ document: digestPairForm, invoice: digestPairForm });

/** All agree that the price is paid and invoiced; of an invoice, which could be guessed, by HMACs. */
export const settleTrade = transition<Trade, ValueOf<typeof settleBody>, object>({
  from: ['accepted'],
  to: ['settled'],
  body: settleBody,
  load: loadNothing,
  by: allParties,
  rules: [],
  apply: ({ target, body, at }) => ({
    record: nextTrade(target, {
      document: body.document,
      status: 'settled',
      settlement: { ...body, at },
    }),
  }),
});

/** All agree that nothing is left to do; only a compensating record follows. */
export const closeTrade = transition<Trade, { readonly document: DigestPair }, object>({
  from: ['settled'],
  to: ['closed'],
  body: objectOf({ document: digestPairForm }),
  load: loadNothing,
  by: allParties,
  rules: [],
  apply: ({ target, body }) => ({ record: nextTrade(target, { ...body, status: 'closed' }) }),
});
