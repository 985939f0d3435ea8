import type { FastifyBaseLogger } from 'fastify';
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
  const isBehind = (): boolean => context.log.size > (context.anchors.newest ?? -1);

  async function attempt(logger: FastifyBaseLogger): Promise<boolean> {
    try {
      await anchorOnce(context);
      monitor.succeeded();
      onAnchored();
      return true;
    } catch (error) {
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
    notify: () => wake(),
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
