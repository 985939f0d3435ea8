import { QuanchengError, type ErrorCode } from '@quancheng/protocol';
import { expect } from 'chai';

/** Runs an action that must throw a QuanchengError with this code, and returns the error. */
export function expectCode(code: ErrorCode, action: () => unknown): QuanchengError {
  try {
    action();
  } catch (error) {
    if (!(error instanceof QuanchengError)) throw error;
    expect(error.code, error.message).to.equal(code);
    return error;
  }
  return expect.fail(`nothing was thrown; expected ${code}`);
}
