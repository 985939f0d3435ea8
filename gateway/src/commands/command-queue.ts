import { readOutcomes, type CommandOutcome } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { QuanchengError, type JsonValue } from '@quancheng/protocol';
import { formatCommandList } from './command-list.js';
import { touchedNames } from './touched-names.js';

/** What became of a request's commands, in their order. */
export interface CommandAnswer {
  readonly transaction: string;
  readonly outcomes: readonly CommandOutcome[];
}

/** Takes requests of several clients to the ledger together. */
export interface CommandQueue {
  /** @throws TOO_MANY_REQUESTS if too much waits already; what submitting a transaction throws */
  readonly submit: (envelopes: readonly JsonValue[]) => Promise<CommandAnswer>;
}

/** Most commands in one transaction: the contract takes no more. */
const MOST_COMMANDS = 500;
/** Transactions under way at once: while one is ordered, the next is endorsed. */
const MOST_TRANSACTIONS = 4;
const MOST_WAITING = 10_000;

interface Request {
  readonly envelopes: readonly JsonValue[];
  readonly names: readonly string[];
  readonly resolve: (answer: CommandAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what waits while transactions are under way, so that a busy gateway fills its transactions and an idle one
 * makes nobody wait. A request never goes beside one that touches the same records, and keeps its place behind it: the
 * one transaction would invalidate the other.
 */
export function newCommandQueue(ledger: Pick<Ledger, 'submit'>): CommandQueue {
  const waiting: Request[] = [];
  const busy = new Set<string>();
  let transactions = 0;
  let commands = 0;

  const pump = (): void => {
    while (transactions < MOST_TRANSACTIONS) {
      const requests = takeGroup(waiting, busy);
      if (requests.length === 0) return;
      transactions += 1;
      void carryOut(requests);
    }
  };

  const carryOut = async (requests: readonly Request[]): Promise<void> => {
    const names = requests.flatMap((request) => request.names);
    for (const name of names) busy.add(name);
    await submitGroup(ledger, requests);
    for (const name of names) busy.delete(name);
    commands -= countCommands(requests);
    transactions -= 1;
    pump();
  };

  return {
    submit: (envelopes) =>
      new Promise((resolve, reject) => {
        if (commands + envelopes.length > MOST_WAITING) {
          reject(new QuanchengError('TOO_MANY_REQUESTS', 'too many commands are waiting for the ledger'));
          return;
        }
        commands += envelopes.length;
        waiting.push({ envelopes, names: envelopes.flatMap(touchedNames), resolve, reject });
        pump();
      }),
  };
}

/** Takes from what waits, in order, as much as one transaction holds. */
function takeGroup(waiting: Request[], busy: ReadonlySet<string>): readonly Request[] {
  const taken: Request[] = [];
  const passedOver = new Set<string>();
  let count = 0;
  for (let index = 0; index < waiting.length && count < MOST_COMMANDS; ) {
    const request = waiting[index];
    if (request === undefined) break;
    const isBlocked = request.names.some((name) => busy.has(name) || passedOver.has(name));
    if (isBlocked || count + request.envelopes.length > MOST_COMMANDS) {
      for (const name of request.names) passedOver.add(name);
      index += 1;
      continue;
    }
    waiting.splice(index, 1);
    taken.push(request);
    count += request.envelopes.length;
  }
  return taken;
}

/** Submits and answers every request. An error is everyone’s; its code tells whether anything may have changed. */
async function submitGroup(ledger: Pick<Ledger, 'submit'>, requests: readonly Request[]): Promise<void> {
  try {
    const envelopes = requests.flatMap((request) => request.envelopes);
    const { transactionId, result } = await ledger.submit('execute', [formatCommandList(envelopes)], {
      atTick: true,
    });
    const outcomes = readOutcomes(result);
    let start = 0;
    for (const { envelopes: own, resolve } of requests) {
      resolve({ transaction: transactionId, outcomes: outcomes.slice(start, start + own.length) });
      start += own.length;
    }
  } catch (error) {
    for (const { reject } of requests) reject(error);
  }
}

function countCommands(requests: readonly Request[]): number {
  return requests.reduce((sum, { envelopes }) => sum + envelopes.length, 0);
}
