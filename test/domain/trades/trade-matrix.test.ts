import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import type { Who } from '../support/record-play.js';
import { scenesIn } from './trade-scenes.js';
import { bodyIn, buyer, commission, court, exchange, seller, tradeName } from './trade-stage.js';
import { actions, expectedIn, statuses, type Market } from './trade-table.js';

const stranger: Who = 'participant:stranger';

for (const market of ['off exchange', 'on exchange'] as const satisfies readonly Market[]) {
  describeMatrix(
    `trades ${market}, against the table of the design`,
    {
      statuses,
      actions,
      expected: expectedIn(market),
      signers: {
        seller: [seller],
        buyer: [buyer],
        exchange: [exchange],
        stranger: [stranger],
        commission: [commission],
        court: [court],
        'other court': ['court:elsewhere'],
        regulator: ['regulator:regulator'],
        'registrar seller': ['registrar:seller'],
        'seller and buyer': [seller, buyer],
        'seller and exchange': [seller, exchange],
        'seller and stranger': [seller, stranger],
        'buyer and exchange': [buyer, exchange],
        'buyer and commission': [buyer, commission],
        'commission and court': [commission, court],
        'seller, buyer and exchange': [seller, buyer, exchange],
        'seller, buyer and stranger': [seller, buyer, stranger],
        'seller, buyer and commission': [seller, buyer, commission],
      },
    },
    {
      machine: machines.trade,
      target: tradeName,
      scenes: scenesIn(market),
      body: (action) => bodyIn(market, action.replace('trade.', '')),
    },
  );
}
