import { readOutcomes } from '@quancheng/domain';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '@quancheng/ledger';
import { isQuanchengError } from '@quancheng/protocol';
import { envelopeList, newCommand } from '../../chaincode/support/statements.js';
import { registration } from '../../chaincode/support/test-world.js';
import { timeIn } from '../../gateway/support/ledger-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';

const HOUR = 3_600_000;
/** Refusals of the contract end the stream; whatever else happens, the same command is sent again. */
const PATIENCE = 60_000;

export interface RegistrationStream {
  /** Ids of the participants whose registration was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Codes of the attempts that failed and were made again. */
  readonly failures: readonly string[];
  /** The longest time between two acknowledgements, in milliseconds. */
  readonly longestGap: number;
  /** Ends after the command that is on its way; throws what it could not get over. */
  stop(): Promise<void>;
}

/** Registers one participant after the other until it is stopped. */
export function startRegistrations(ledger: Ledger, name: string): RegistrationStream {
  const acknowledged: string[] = [];
  const failures: string[] = [];
  let stopped = false;
  let last = performance.now();
  let longestGap = 0;

  async function run(): Promise<void> {
    while (!stopped) {
      const id = `${name}-${acknowledged.length + 1}`;
      await register(ledger, id, failures);
      longestGap = Math.max(longestGap, performance.now() - last);
      last = performance.now();
      acknowledged.push(id);
    }
  }

  const running = run();
  // Told by stop().
  running.catch(() => undefined);
  return {
    acknowledged,
    failures,
    get longestGap() {
      return longestGap;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

async function register(ledger: Ledger, id: string, failures: string[]): Promise<void> {
  const options = registration(id, testSigner(`key of ${id}`), { uscc: id, usccOverride: 'a test' });
  const command = newCommand({ ...options, id: `register-${id}`, issued: timeIn(0), expires: timeIn(HOUR) });
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      const { result } = await ledger.submit('execute', [envelopeList([command])], { atTick: true });
      const [outcome] = readOutcomes(result);
      if (outcome!.outcome === 'refused') throw new Error(JSON.stringify(outcome));
      return;
    } catch (error) {
      if (!isQuanchengError(error) || performance.now() > deadline) throw error;
      failures.push(error.code);
      await pause(50);
    }
  }
}
