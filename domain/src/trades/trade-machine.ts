import type { Machine } from '../records/machine.js';
import { isRecordName } from '../records/record-name.js';
import { recordKey } from '../state/state-key.js';
import { agreeTrade } from './agree-trade.js';
import { compensateTrade } from './compensate-trade.js';
import { acceptTrade, deliverTrade } from './deliver-trade.js';
import { disputeTrade, resolveTrade } from './dispute-trade.js';
import { offerTrade, withdrawTrade } from './offer-trade.js';
import { closeTrade, settleTrade } from './settle-trade.js';
import { tradeStatuses } from './trade.js';

/** Trades of data products. */
export const tradeMachine = {
  kind: 'trade',
  statuses: tradeStatuses,
  foresee: (body, target) => {
    const product = target?.product ?? body['product'];
    return typeof product === 'string' && isRecordName(product) ? [recordKey('certificate', product)] : [];
  },
  transitions: {
    'trade.offer': offerTrade,
    'trade.withdraw': withdrawTrade,
    'trade.agree': agreeTrade,
    'trade.deliver': deliverTrade,
    'trade.accept': acceptTrade,
    'trade.dispute': disputeTrade,
    'trade.resolve': resolveTrade,
    'trade.settle': settleTrade,
    'trade.close': closeTrade,
    'trade.compensate': compensateTrade,
  },
} satisfies Machine<'trade'>;
