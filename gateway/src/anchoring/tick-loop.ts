import type { Ledger } from '@quancheng/ledger';
import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { pause } from './pause.js';
import type { LedgerCost } from './ledger-cost.js';
import type { TaskMonitor } from './task-report.js';

const SHORTEST_WAIT = 100;
const WAIT_AFTER_FAILURE = 2_000;
/** Gateways of one ledger do not all come at the same moment. */
const SPREAD = 200;

export interface TickTask {
  readonly ledger: Pick<Ledger, 'read' | 'submit'>;
  /** False only watches that the ledger can be reached. */
  readonly isWriting: boolean;
  readonly monitor: TaskMonitor;
  readonly cost: LedgerCost;
  readonly logger: FastifyBaseLogger;
}

/**
 * Writes the ledger's ticks. Any number of gateways may do so: one of them succeeds, the others see that the tick
 * is there already. Ends with the signal.
 */
export async function runTicks(task: TickTask, signal: AbortSignal): Promise<void> {
  const { monitor, logger } = task;
  while (!signal.aborted) {
    let wait = WAIT_AFTER_FAILURE;
    try {
      wait = await writeTickIfDue(task);
      monitor.succeeded();
    } catch (error) {
      if (monitor.failed(error)) logger.warn({ err: error }, 'no tick; it will be tried again');
    }
    await pause(wait + Math.random() * SPREAD, signal);
  }
}

/** @returns milliseconds until it is worth looking again */
async function writeTickIfDue({ ledger, isWriting, cost }: TickTask): Promise<number> {
  const { tick, values } = await ledger.read(['ledger']);
  const period = values.get('ledger')?.['tickPeriod'];
  if (typeof period !== 'number')
    throw new QuanchengError('LEDGER_ANSWER_MALFORMED', 'no tickPeriod in `ledger`');
  if (!isWriting) return 1_000 * period;
  const due = Date.parse(tick.time) + 1_000 * period - Date.now();
  if (due > 0) return due;
  try {
    const { bytes } = await ledger.submit('tick', [String(tick.number + 1)], { attempts: 1 });
    cost.add(bytes);
  } catch (error) {
    if (!isTakenByAnother(error)) throw error;
  }
  return SHORTEST_WAIT;
}

/** Another gateway's tick came first, or the ledger's clocks do not find it due yet. */
function isTakenByAnother(error: unknown): boolean {
  return (
    isQuanchengError(error, 'TICK_STALE') ||
    isQuanchengError(error, 'TICK_EARLY') ||
    isQuanchengError(error, 'LEDGER_CONFLICT')
  );
}
