import type { Form } from '@quancheng/protocol';

/**
 * Money in 分: an integer up to 2^53 − 1 as a JSON number, a greater one in decimal digits as a string. Every amount has
 * one spelling, and none goes through a float.
 */
export type Amount = number | string;

/** More than all money there is. */
const MOST_DIGITS = 24;
const LARGE = new RegExp(`^[1-9]\\d{15,${MOST_DIGITS - 1}}$`);
const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

export const amountForm: Form<Amount> = {
  mismatch: (value) =>
    isAmount(value)
      ? undefined
      : { path: '', expected: 'an amount in 分: an integer, beyond 2^53 − 1 decimal digits in a string' },
};

function isAmount(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string' && LARGE.test(value) && BigInt(value) > LIMIT;
}

/** @param amount of the form `amountForm` */
export function parseAmount(amount: Amount): bigint {
  return BigInt(amount);
}

/** The one spelling of an amount. @param value not negative */
export function formatAmount(value: bigint): Amount {
  return value > LIMIT ? value.toString() : Number(value);
}

export function sumOf(amounts: readonly Amount[]): bigint {
  return amounts.reduce((sum, amount) => sum + parseAmount(amount), 0n);
}
