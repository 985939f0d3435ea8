import { objectOf, textForm, timeForm, type ValueOf } from '@quancheng/protocol';
import type { Actor, Signatories } from '../records/actor.js';
import type { Amendment } from '../records/amendment.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { contentsOf, type Contents } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, type Facts } from '../records/transition.js';
import { nextTrade } from './next-trade.js';
import { buyer, exchange, seller, sellerOffExchange } from './trade-actors.js';
import { uncompensated } from './trade-rules.js';
import type { Trade, TradeStatus } from './trade.js';

const compensateBody = objectOf({
  compensates: recordNameForm,
  tradeNumber: textForm,
  document: digestPairForm,
  price: digestPairForm,
  settlementDue: timeForm,
});

type CompensateBody = ValueOf<typeof compensateBody>;
interface CompensateOthers {
  readonly original: Trade;
}
type CompensateFacts = Facts<undefined, CompensateBody, CompensateOthers>;
type OriginalActor = Actor<{ readonly target: Trade }>;

/** The same signatories as the original’s. */
const of = ({ among, ...actor }: OriginalActor): Actor<CompensateFacts> => ({
  ...actor,
  among: ({ others }) => among?.({ target: others.original }) ?? [],
});
const parties: readonly Signatories<CompensateFacts>[] = [
  [of(sellerOffExchange), of(buyer)],
  [of(seller), of(buyer), of(exchange)],
];

const compensable: readonly TradeStatus[] = ['settled', 'closed', 'rescinded'];

const rules: readonly Rule<CompensateFacts>[] = [
  {
    code: 'TRADE_NOT_COMPENSABLE',
    holds: ({ others: { original } }) => compensable.includes(original.status),
    detail: ({ others: { original } }) => `${original.id} is ${original.status}`,
  },
  {
    code: uncompensated.code,
    holds: ({ others: { original } }) => uncompensated.holds({ target: original }),
    detail: ({ others: { original } }) => uncompensated.detail({ target: original }),
  },
  {
    code: 'TRADE_SCHEDULE_INVALID',
    holds: ({ body, at }) => at.time < body.settlementDue,
    detail: ({ at }) => `it is ${at.time}`,
  },
];

/** What was done stays as it is; a trade of its own makes it good, once. Nothing is delivered, so it is to be settled. */
export const compensateTrade = creation<Trade, CompensateBody, CompensateOthers>({
  to: ['accepted'],
  body: compensateBody,
  load: async ({ body }, read) => ({ original: await readExisting(read, 'trade', body.compensates) }),
  by: parties,
  rules,
  apply: (facts) => {
    const { seller: from, buyer: to = '', product } = facts.others.original;
    return {
      record: compensation(facts),
      amendments: [compensated(facts)],
      collections: [`trades/${from}`, `trades/${to}`, `trades/${product}`],
    };
  },
});

function compensation({ body, others: { original } }: CompensateFacts): Contents<Trade> {
  const { licence, delivery, acceptance, settlement, ...kept } = contentsOf(original);
  const { price, settlementDue, ...named } = body;
  return {
    ...kept,
    ...named,
    status: 'accepted',
    exclusive: false,
    agreement: { contract: body.document, price, settlementDue },
    disputes: [],
  };
}

function compensated({ body, command, others: { original } }: CompensateFacts): Amendment {
  const contents = nextTrade(original, { document: body.document, compensatedBy: command.target });
  return { kind: 'trade', id: original.id, before: original, contents };
}
