import { expect } from 'chai';
import type { Outcome } from './command.js';

/** Exit 0. */
export function expectDone(outcome: Outcome): Outcome {
  expect(outcome.status, outcome.output + outcome.errors).to.equal(0);
  return outcome;
}

/** Exit 1 of `verify`: the report names the code. */
export function expectMismatch(outcome: Outcome, code: string): void {
  expect(outcome.status, outcome.output + outcome.errors).to.equal(1);
  expect(outcome.output).to.contain(code);
}

/** Exit 2, a sentence with this code, and no stack trace. */
export function expectFailure(outcome: Outcome, code?: string): Outcome {
  expect(outcome.status, outcome.output + outcome.errors).to.equal(2);
  if (code !== undefined) expect(outcome.errors).to.contain(code);
  expect(outcome.errors).not.to.match(/^ +at /m);
  return outcome;
}
