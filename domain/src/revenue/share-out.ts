import { formatAmount, parseAmount, sumOf, type Amount } from '../amounts/amount.js';
import type { RevenueRule } from './revenue-rule.js';
import type { Share } from './revenue.js';

const MILLION = 1_000_000n;

/** What there is to share: what gross exceeds cost by; nothing where it doesn't. */
export function netOf({ gross, cost }: { readonly gross: Amount; readonly cost: Amount }): bigint {
  const net = parseAmount(gross) - parseAmount(cost);
  return net > 0n ? net : 0n;
}

/** The shares of a sum by a rule: each rounded down, and what is left over with the one whom the rule names. */
export function shareOut(net: bigint, { shares, remainder }: RevenueRule): readonly Share[] {
  const rounded = shares.map(({ party, millionths }) => ({
    party,
    amount: (net * BigInt(millionths)) / MILLION,
  }));
  const left = net - rounded.reduce((sum, { amount }) => sum + amount, 0n);
  return rounded.map(({ party, amount }) => ({
    party,
    amount: formatAmount(party === remainder ? amount + left : amount),
  }));
}

/** Whether shares sum to a net amount. */
export function isWhole(shares: readonly Share[], net: bigint): boolean {
  return sumOf(shares.map(({ amount }) => amount)) === net;
}

export function isSameShares(left: readonly Share[], right: readonly Share[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ party, amount }, index) => {
      const other = right[index];
      return other?.party === party && other.amount === amount;
    })
  );
}
