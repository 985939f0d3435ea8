import type { FastifyBaseLogger } from 'fastify';
import { AnchorLag } from './anchor-lag.js';
import { anchorOnce } from './anchor-once.js';
import type { AnchoringContext } from './anchoring-context.js';
import { pause } from './pause.js';
import type { TaskMonitor } from './task-report.js';

/** When checkpoints are anchored, in milliseconds. */
export interface AnchoringPace {
  /** After the first new entry: what comes together is anchored together. */
  readonly linger: number;
  /** From one anchor's start to the next's, at least: under load about one a second. */
  readonly interval: number;
  /** After a failure. */
  readonly retry: number;
}

export const defaultPace: AnchoringPace = { linger: 100, interval: 1_000, retry: 1_000 };

/** The standing task that anchors what is new. An idle log makes no checkpoints. */
export interface AnchorLoop {
  /** Seconds since the oldest entry came that no anchor covers; 0 if there is none. */
  readonly lag: number;
  /** Tells that the log may have grown. */
  notify(): void;
  /** Has it look at the ledger's head though nothing is new here. */
  check(): void;
  /** Runs until the signal, then once more, so that a stopped gateway leaves nothing unanchored if it can. */
  run(logger: FastifyBaseLogger, signal: AbortSignal): Promise<void>;
}

/** @param onAnchored called when the anchors have been brought up to the log */
export function newAnchorLoop(
  context: AnchoringContext,
  monitor: TaskMonitor,
  pace: AnchoringPace,
  onAnchored: () => void = () => undefined,
): AnchorLoop {
  let wake: () => void = () => undefined;
  let isAsked = false;
  const lag = new AnchorLag();
  const isBehind = (): boolean => context.log.size > (context.anchors.newest ?? -1);
  if (context.log.size > (context.anchors.newest ?? 0)) lag.grew();

  async function attempt(logger: FastifyBaseLogger): Promise<boolean> {
    lag.began();
    try {
      await anchorOnce(context);
      lag.succeeded();
      monitor.succeeded();
      onAnchored();
      return true;
    } catch (error) {
      lag.failed();
      if (monitor.failed(error)) logger.warn({ err: error }, 'anchoring failed; it will be tried again');
      return false;
    }
  }

  async function untilNotified(): Promise<void> {
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (isBehind() || isAsked) resolve();
    });
  }

  return {
    get lag() {
      return lag.seconds;
    },
    notify() {
      lag.grew();
      wake();
    },
    check() {
      isAsked = true;
      wake();
    },
    async run(logger, signal) {
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        await untilNotified();
        await pause(pace.linger, signal);
        const begin = performance.now();
        isAsked = false;
        const isDone = await attempt(logger);
        await pause(isDone ? pace.interval - (performance.now() - begin) : pace.retry, signal);
      }
      // A ledger that is away would only hold up the stop; the next start goes on from here.
      if (isBehind() && monitor.report.state === 'ok') await attempt(logger);
    },
  };
}
