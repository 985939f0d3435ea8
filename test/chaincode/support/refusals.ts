import { expect } from 'chai';
import type { ErrorCode } from '@quancheng/protocol';
import type { Simulation } from './simulated-peer.js';
import type { Outcome, TestWorld } from './test-world.js';
import type { CommandOptions } from './statements.js';

/** The code at the beginning of a failed transaction's message; empty if it succeeded. */
export function codeOf(simulation: Simulation): string {
  return simulation.status === 200
    ? ''
    : (/^\[([A-Z0-9_]+)\] ./.exec(simulation.message)?.[1] ?? simulation.message);
}

/** A transaction fails with this code, and leaves neither writes nor event. */
export async function expectFailure(
  world: TestWorld,
  code: ErrorCode,
  ...args: (string | Uint8Array)[]
): Promise<void> {
  const simulation = await world.simulate(...args);
  expect(codeOf(simulation)).to.equal(code);
  expect(simulation.writes).to.deep.equal([]);
  expect(simulation.event).to.equal(undefined);
}

/** A command is refused with this code, and changes nothing. */
export async function expectRefusal(
  world: TestWorld,
  code: ErrorCode,
  options: CommandOptions,
): Promise<Outcome> {
  const before = new Map(world.peer.state);
  const outcome = await world.order(options);
  expect(outcome.outcome, JSON.stringify(outcome)).to.equal('refused');
  expect(outcome.code).to.equal(code);
  expect(world.peer.state).to.deep.equal(before);
  return outcome;
}

/** A command is carried out. */
export async function expectDone(world: TestWorld, options: CommandOptions): Promise<Outcome> {
  const outcome = await world.order(options);
  expect(outcome.outcome, JSON.stringify(outcome)).to.equal('done');
  return outcome;
}
