import { setTimeout as pause } from 'node:timers/promises';
import { errorRegistry, isQuanchengError } from '@quancheng/protocol';
import { remark } from '../output/print.js';
import type { AgentMetrics } from './agent-metrics.js';
import type { CutStore } from './cut-store.js';
import type { Cut } from './cut.js';
import type { CutDeposit, CutDepositor } from './deposit-cut.js';
import type { Followed } from './followed.js';

export interface Agent {
  readonly followed: readonly Followed[];
  readonly store: CutStore;
  readonly depositor: CutDepositor;
  readonly metrics: AgentMetrics;
  /** Milliseconds between two looks at what is followed. */
  readonly interval: number;
  /** End once everything that is there has its evidence. */
  readonly once: boolean;
}

/** So many cuts may wait for their evidence; what comes then stays where it is until there is room. */
const MOST_WAITING = 1_000;

/**
 * Keeps, deposits, and writes evidence, until the signal. What fails for a reason that passes is tried again; what is
 * refused for good stays kept, is said once, and is tried again at the next start.
 * @returns how many cuts are refused
 */
export async function runAgent(agent: Agent, signal: AbortSignal): Promise<number> {
  const refused = new Set<number>();
  while (!signal.aborted) {
    const kept = await collectAll(agent, signal);
    const isSettled = await depositAll(agent, refused, signal);
    if (agent.once && isSettled && kept === 0) break;
    if (kept === 0 || !isSettled) await pause(agent.interval, undefined, { signal }).catch(() => undefined);
  }
  return refused.size;
}

async function collectAll(agent: Agent, signal: AbortSignal): Promise<number> {
  const { followed, store, metrics } = agent;
  let kept = 0;
  for (const each of followed) {
    while (!signal.aborted && store.waiting.size < MOST_WAITING && (await each.collect(store))) {
      kept += 1;
      metrics.kept(recordsIn(store.cuts.at(-1)), store.waiting.size);
    }
  }
  return kept;
}

/** First all promises, then the evidence, which an anchor gives to many at once. @returns whether nothing is left to try */
async function depositAll(agent: Agent, refused: Set<number>, signal: AbortSignal): Promise<boolean> {
  const { depositor, store } = agent;
  const deposits = new Map<Cut, CutDeposit>();
  try {
    for (const cut of [...store.waiting.values()]) {
      if (signal.aborted || refused.has(cut.number)) continue;
      const deposit = await depositUnlessRefused(agent, cut, refused);
      if (deposit !== undefined) deposits.set(cut, deposit);
    }
    const isFinished = await finishAll(agent, deposits, signal);
    await depositor.settle();
    return isFinished;
  } catch (error) {
    report(agent, error);
    return false;
  }
}

/** What lies at a gateway that is away holds up nothing that lies at another. @returns whether all is written */
async function finishAll(
  agent: Agent,
  deposits: ReadonlyMap<Cut, CutDeposit>,
  signal: AbortSignal,
): Promise<boolean> {
  const { depositor, metrics, store } = agent;
  const away = new Set<string>();
  for (const [cut, deposit] of deposits) {
    if (signal.aborted) return false;
    if (deposit.gateways.some((each) => away.has(each))) continue;
    try {
      await depositor.finish(cut, deposit);
      metrics.finished(recordsIn(cut), store.waiting.size);
    } catch (error) {
      if (!isQuanchengError(error, 'GATEWAY_UNREACHABLE') || deposit.gateways.length === 0) throw error;
      for (const each of deposit.gateways) away.add(each);
      report(agent, error);
    }
  }
  return away.size === 0;
}

/** @throws what may pass, so that the order of cuts is kept */
async function depositUnlessRefused(
  agent: Agent,
  cut: Cut,
  refused: Set<number>,
): Promise<CutDeposit | undefined> {
  try {
    return await agent.depositor.deposit(cut);
  } catch (error) {
    if (!isQuanchengError(error) || errorRegistry[error.code].retryable) throw error;
    refused.add(cut.number);
    report(agent, error, `${cut.part}: `);
    return undefined;
  }
}

function report({ metrics }: Agent, error: unknown, what = ''): void {
  if (!isQuanchengError(error)) throw error;
  const { code, detail } = error;
  const { action, meaning } = errorRegistry[code];
  metrics.failed(code);
  remark(`${what}${code} ${meaning.zh} ${meaning.en} (${detail})`);
  remark(`  → ${action.zh} ${action.en}`);
}

function recordsIn(cut: Cut | undefined): number {
  return cut?.rows ?? 1;
}
