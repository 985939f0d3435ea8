import { isQuanchengError } from '@quancheng/protocol';
import type { LinePool } from '../connection/line-pool.js';
import type { CommittedTransaction, SubmitOptions } from '../ledger.js';
import type { Deadlines } from './deadlines.js';
import { assertCommitted } from './judge-status.js';
import { pause } from './pause.js';
import { reach } from './reach.js';
import { settle, type Endorsed } from './settle.js';
import type { TickCache } from './tick-cache.js';

const ATTEMPTS = 5;
const CONFLICT_DELAY = 50;

/** What submitting needs of a connection. */
export interface SubmitContext {
  readonly lines: LinePool;
  readonly channel: string;
  readonly deadlines: Deadlines;
  readonly ticks: TickCache;
  readonly signal: AbortSignal;
}

/** A call of a contract function. */
export interface ContractCall {
  readonly functionName: string;
  readonly args: readonly (string | Uint8Array)[];
  readonly options: SubmitOptions;
}

/**
 * Endorses, submits and waits. A transaction that lost a race (MVCC) has written nothing and is made anew,
 * with a fresh tick if it takes one, a bounded number of times.
 * @throws the contract's code, NETWORK_UNAVAILABLE, LEDGER_CONFLICT, TRANSACTION_INVALID, OUTCOME_UNKNOWN
 */
export async function submitTransaction(
  context: SubmitContext,
  call: ContractCall,
): Promise<CommittedTransaction> {
  const attempts = call.options.attempts ?? ATTEMPTS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await submitOnce(context, call);
    } catch (error) {
      context.ticks.forget();
      if (attempt >= attempts || !isWorthAnotherTry(error, call)) throw error;
      await pause(CONFLICT_DELAY * attempt * (0.5 + Math.random()), context.signal);
    }
  }
}

function isWorthAnotherTry(error: unknown, { options }: ContractCall): boolean {
  if (isQuanchengError(error, 'LEDGER_CONFLICT')) return true;
  return options.atTick === true && isQuanchengError(error, 'TICK_STALE');
}

async function submitOnce(context: SubmitContext, call: ContractCall): Promise<CommittedTransaction> {
  const endorsed = await endorse(context, call);
  const { lines, channel, deadlines } = context;
  const status = await settle({ endorsed, lines, channel, deadlines });
  assertCommitted(status);
  return {
    transactionId: status.transactionId,
    blockNumber: status.blockNumber,
    bytes: endorsed.transaction.getBytes().length,
    result: Buffer.from(endorsed.transaction.getResult()).toString('utf8'),
  };
}

async function endorse(
  context: SubmitContext,
  { functionName, args, options }: ContractCall,
): Promise<Endorsed> {
  const withTick = options.atTick === true ? [String(await context.ticks.current()), ...args] : [...args];
  const organisations = options.endorsingOrganisations;
  const { lines, deadlines, signal } = context;
  return reach({ lines, patience: deadlines.patience, signal }, async (line) => {
    const proposal = line.contract.newProposal(functionName, {
      arguments: withTick,
      ...(organisations === undefined ? {} : { endorsingOrganizations: [...organisations] }),
    });
    return { line, transaction: await proposal.endorse({ deadline: Date.now() + deadlines.endorse }) };
  });
}
