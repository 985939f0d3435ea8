import { type ErrorCode, isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';

/** Expects a rejection with this code. */
export async function expectCode(promise: Promise<unknown>, code: ErrorCode): Promise<void> {
  let thrown: unknown;
  try {
    await promise;
  } catch (error) {
    thrown = error;
  }
  expect(isQuanchengError(thrown, code), `expected ${code}, got ${String(thrown)}`).to.equal(true);
}
