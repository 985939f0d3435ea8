import { listOf, objectOf, participantIdForm, type ValueOf } from '@quancheng/protocol';
import { amountForm, parseAmount } from '../amounts/amount.js';
import type { ProductUse } from '../grants/grant-terms.js';
import { digestPairForm } from '../records/digest-pair.js';
import type { Rule } from '../records/rule.js';
import type { RevenueRule } from './revenue-rule.js';
import { isSameShares, isWhole, netOf, shareOut } from './share-out.js';

/** What the operator says that was earned, and how it is shared. */
export const figures = {
  gross: amountForm,
  cost: amountForm,
  price: amountForm,
  shares: listOf(objectOf({ party: participantIdForm, amount: amountForm }), 1, 32),
  document: digestPairForm,
};

export const figuresForm = objectOf(figures);

export type Figures = ValueOf<typeof figuresForm>;

interface Given {
  readonly body: Figures;
  /** The version of the rule that governs. */
  readonly others: { readonly governing: RevenueRule };
}

/** Judges the figures by the rule. */
export function figureRules<Facts extends Given>(
  useOf: (facts: Facts) => ProductUse,
): readonly Rule<Facts>[] {
  return [
    {
      code: 'PUBLIC_BENEFIT_CHARGED',
      holds: (facts) =>
        useOf(facts) !== 'public-benefit' ||
        (parseAmount(facts.body.price) === 0n && parseAmount(facts.body.gross) === 0n),
      detail: ({ body }) => `it charged ${body.price} for one and ${body.gross} in all`,
    },
    {
      code: 'PRICE_EXCEEDS_CEILING',
      holds: ({ body, others }) => parseAmount(body.price) <= parseAmount(others.governing.ceiling),
      detail: ({ body, others }) => `the price is ${body.price}, the ceiling ${others.governing.ceiling}`,
    },
    {
      code: 'PRICE_EXCEEDS_GROSS',
      holds: ({ body }) => parseAmount(body.price) <= parseAmount(body.gross),
      detail: ({ body }) => `one cost ${body.price}, all ${body.gross}`,
    },
    {
      code: 'SHARES_NOT_WHOLE',
      holds: ({ body }) => isWhole(body.shares, netOf(body)),
      detail: ({ body }) => `${netOf(body)} is to be shared`,
    },
    {
      code: 'SHARES_OFF_RULE',
      holds: ({ body, others }) => isSameShares(body.shares, shareOut(netOf(body), others.governing)),
      detail: ({ body, others }) => `by the rule: ${formatShares(netOf(body), others.governing)}`,
    },
  ];
}

function formatShares(net: bigint, rule: RevenueRule): string {
  return shareOut(net, rule)
    .map(({ party, amount }) => `${party} ${amount}`)
    .join(', ');
}
