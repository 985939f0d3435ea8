import { expect } from 'chai';
import { type ErrorCode, QuanchengError } from '@quancheng/protocol';

/** Expects a rejection with this code, and gives the error. */
export async function expectCode(code: ErrorCode, run: () => unknown): Promise<QuanchengError> {
  try {
    await run();
  } catch (error) {
    expect(error).to.be.instanceOf(QuanchengError);
    expect((error as QuanchengError).code).to.equal(code);
    return error as QuanchengError;
  }
  throw new Error(`expected ${code}, but nothing was thrown`);
}
