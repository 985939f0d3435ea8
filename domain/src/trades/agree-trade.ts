import { objectOf, participantIdForm, timeForm, type ValueOf } from '@quancheng/protocol';
import { claimFor } from '../claims/hold-claim.js';
import type { Actor } from '../records/actor.js';
import { booleanForm } from '../records/boolean-form.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import type { Contents } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { transition, type Facts } from '../records/transition.js';
import { isTaken, loadExclusiveLicence, type ExclusiveLicence } from './exclusive-licence.js';
import { nextTrade } from './next-trade.js';
import { exchange, seller, sellerOffExchange } from './trade-actors.js';
import type { Trade } from './trade.js';
import { loadProduct, productRules, type TradedProduct } from './traded-product.js';

const agreeBody = objectOf({
  buyer: participantIdForm,
  document: digestPairForm,
  price: digestPairForm,
  identityCheck: digestPairForm,
  relation: objectOf({ related: booleanForm, statement: digestPairForm }),
  from: timeForm,
  to: timeForm,
  deliveryDue: timeForm,
  acceptanceDue: timeForm,
  settlementDue: timeForm,
});

type AgreeBody = ValueOf<typeof agreeBody>;
type AgreeOthers = TradedProduct & ExclusiveLicence;
type AgreeFacts = Facts<Trade, AgreeBody, AgreeOthers>;

const newBuyer: Actor<AgreeFacts> = {
  name: 'buyer',
  role: 'participant',
  among: ({ body }) => [body.buyer],
};

async function load(
  { target, body }: Pick<AgreeFacts, 'target' | 'body'>,
  read: Reader,
): Promise<AgreeOthers> {
  await readExisting(read, 'participant', body.buyer);
  const product = await loadProduct(target.product, read);
  return { ...product, ...(await loadExclusiveLicence(product.certificate, read)) };
}

const partyRules: readonly Rule<AgreeFacts>[] = [
  {
    code: 'TRADE_PARTIES_INVALID',
    holds: ({ target, body }) => body.buyer !== target.seller && body.buyer !== target.exchange,
    detail: ({ body }) => `${body.buyer} is not only the buyer`,
  },
  {
    code: 'RELATED_PARTIES_REFUSED',
    holds: ({ body, others: { grant } }) =>
      grant === undefined || grant.terms.relatedTrades || !body.relation.related,
    detail: ({ others: { grant } }) => `${grant?.id ?? ''} allows no trade between related parties`,
  },
];

const termRules: readonly Rule<AgreeFacts>[] = [
  {
    code: 'TRADE_SCHEDULE_INVALID',
    holds: ({ body, at }) =>
      body.from < body.to &&
      at.time < body.deliveryDue &&
      body.deliveryDue <= body.acceptanceDue &&
      body.deliveryDue <= body.to &&
      at.time < body.settlementDue,
    detail: ({ at }) => `it is ${at.time}; delivery is due within the licence, acceptance after it`,
  },
  {
    code: 'TRADE_EXCEEDS_SOURCE',
    holds: ({ body, others }) => sourceEnds(others).every((end) => body.to <= end),
    detail: ({ others }) => `the source ends ${sourceEnds(others).join(', ')}`,
  },
];

const exclusive: Rule<AgreeFacts> = {
  code: 'EXCLUSIVE_TAKEN',
  holds: ({ others, at }) => !isTaken(others, at),
  detail: ({ others }) => `${others.claimant?.id ?? ''} has it alone`,
};

/** Both parties sign the contract, and the product and its source are judged once more. */
export const agreeTrade = transition<Trade, AgreeBody, AgreeOthers>({
  from: ['listed'],
  to: ['agreed'],
  body: agreeBody,
  load,
  by: [
    [sellerOffExchange, newBuyer],
    [seller, newBuyer, exchange],
  ],
  rules: [...partyRules, ...productRules<AgreeFacts>(({ target }) => target), ...termRules, exclusive],
  apply: (facts) => ({
    record: agreed(facts),
    amendments: facts.target.exclusive ? [claimFor(facts.target.id, facts.others.claim)] : [],
    collections: [`trades/${facts.body.buyer}`, `trades/${facts.target.product}`],
  }),
});

function agreed({ target, body, others }: AgreeFacts): Contents<Trade> {
  const { buyer, document, price, settlementDue, ...licence } = body;
  return nextTrade(target, {
    status: 'agreed',
    buyer,
    document,
    agreement: { contract: document, price, settlementDue },
    licence: { ...licence, productVersion: others.certificate.version },
  });
}

/** Until when the seller itself has the data: by the agreement that the certificate names, and by the grant. */
function sourceEnds({ certificate, grant }: TradedProduct): readonly string[] {
  const { agreementEnds } = certificate.description.source;
  return [
    ...(agreementEnds === undefined ? [] : [agreementEnds]),
    ...(grant === undefined ? [] : [grant.terms.to]),
  ];
}
