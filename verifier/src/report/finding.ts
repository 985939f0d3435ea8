import { isQuanchengError, type ErrorCode } from '@quancheng/protocol';
import type { CheckId } from './check-id.js';
import { checkRegistry } from './check-registry.js';
import type { Check } from './check.js';
import { newCheck } from './new-check.js';

/** A check's outcome, and, if it matches, what it established for the checks that build on it. */
export type Finding<Value> =
  | { readonly check: Check; readonly matched: true; readonly value: Value }
  | { readonly check: Check; readonly matched: false };

type Needs = readonly Finding<unknown>[];
type Values<N extends Needs> = {
  readonly [Index in keyof N]: N[Index] extends Finding<infer Value> ? Value : never;
};

/**
 * Runs a check on what earlier checks established. If one of those doesn't match, it isn't run: DEPENDS_ON_FAILED.
 * Whatever the action throws becomes one of the check's codes, so nothing is thrown from here.
 */
export function examine<const N extends Needs, Value>(
  id: CheckId,
  needs: N,
  action: (...values: Values<N>) => Value,
): Finding<Value> {
  const values: unknown[] = [];
  for (const need of needs) {
    if (!need.matched) return failed(id, 'DEPENDS_ON_FAILED');
    values.push(need.value);
  }
  try {
    return matched(id, action(...(values as unknown as Values<N>)));
  } catch (error) {
    return failed(id, codeOf(id, error));
  }
}

export function matched<Value>(id: CheckId, value: Value): Finding<Value> {
  return { check: newCheck(id), matched: true, value };
}

export function failed(id: CheckId, code: ErrorCode): Finding<never> {
  return { check: newCheck(id, code), matched: false };
}

export function valueOf<Value>(finding: Finding<Value>): Value | undefined {
  return finding.matched ? finding.value : undefined;
}

function codeOf(id: CheckId, error: unknown): ErrorCode {
  const { codes } = checkRegistry[id];
  return codes.find((code) => isQuanchengError(error, code)) ?? codes[0];
}
