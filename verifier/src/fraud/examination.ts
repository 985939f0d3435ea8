import { isQuanchengError, type ErrorCode } from '@quancheng/protocol';
import { fraudCheckRegistry, newFraudCheck, type FraudCheck, type FraudCheckId } from './fraud-checks.js';

/** Thrown to leave the steps after a check that failed; it never leaves this folder. */
export class CheckFailed extends Error {}

/** Runs the checks of one fraud proof, one after the other: each rests on all before it. */
export interface Examination {
  readonly checks: readonly FraudCheck[];
  /** The action's value. @throws CheckFailed if the action throws; its code is noted */
  readonly run: <Value>(id: FraudCheckId, action: () => Value) => Value;
}

export function newExamination(): Examination {
  const checks: FraudCheck[] = [];
  return {
    checks,
    run(id, action) {
      try {
        const value = action();
        checks.push(newFraudCheck(id));
        return value;
      } catch (error) {
        checks.push(newFraudCheck(id, codeOf(id, error)));
        throw new CheckFailed(id, { cause: error });
      }
    },
  };
}

function codeOf(id: FraudCheckId, error: unknown): ErrorCode {
  const { codes } = fraudCheckRegistry[id];
  return codes.find((code) => isQuanchengError(error, code)) ?? codes[0];
}
