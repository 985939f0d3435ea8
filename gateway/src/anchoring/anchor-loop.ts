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
  /** From one anchor's start to the next's, at least. */
  readonly interval: number;
  /** The same while many entries wait: beside theirs the anchor's own bytes do not count. */
  readonly shortest: number;
  /** How many entries are many. */
  readonly many: number;
  /** After a failure. */
  readonly retry: number;
}

export const defaultPace: AnchoringPace = {
  linger: 100,
  interval: 1_000,
  shortest: 200,
  many: 1_000,
  retry: 1_000,
};

/** The standing task that anchors what is new. An idle log makes no checkpoints. */
export interface AnchorLoop {
  /** Seconds since the oldest entry came that no anchor covers; 0 if there is none. */
  readonly lag: number;
  /** Tells that the log may have grown. */
  notify(): void;
  /** Has it look at the ledger's head though nothing is new here. */
  check(): void;
  /** Tells that the ledger has an anchor of this size, ours or another's. */
  readonly anchored: (size: number) => void;
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
  let onBusy: () => void = () => undefined;
  let isAsked = false;
  /** The ledger's head, as our own last anchor made it. */
  let head: number | undefined;
  /** The largest anchor that the ledger told of. */
  let seen = -1;
  const lag = new AnchorLag();
  const isBusy = (): boolean => context.log.size - (context.anchors.newest ?? 0) >= pace.many;
  const newest = (): number => context.anchors.newest ?? -1;
  const isBehind = (): boolean => Math.max(context.log.size, seen) > newest();
  if (context.log.size > (context.anchors.newest ?? 0)) lag.grew();

  async function attempt(logger: FastifyBaseLogger): Promise<boolean> {
    lag.began();
    try {
      await anchorOnce(context, seen > newest() ? undefined : head);
      head = context.anchors.newest;
      lag.succeeded();
      monitor.succeeded();
      onAnchored();
      return true;
    } catch (error) {
      lag.failed();
      head = undefined;
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

  /** @param last when the last attempt began */
  async function untilDue(last: number, signal: AbortSignal): Promise<void> {
    const noticed = performance.now();
    if (!isBusy()) {
      const woken = new AbortController();
      onBusy = () => woken.abort();
      const due = Math.max(noticed + pace.linger, last + pace.interval);
      await pause(due - noticed, AbortSignal.any([signal, woken.signal]));
      onBusy = () => undefined;
    }
    if (isBusy()) await pause(last + pace.shortest - performance.now(), signal);
  }

  return {
    get lag() {
      return lag.seconds;
    },
    notify() {
      lag.grew();
      wake();
      if (isBusy()) onBusy();
    },
    check() {
      isAsked = true;
      head = undefined;
      wake();
    },
    anchored(size) {
      seen = Math.max(seen, size);
      wake();
    },
    async run(logger, signal) {
      signal.addEventListener('abort', () => wake(), { once: true });
      let last = Number.NEGATIVE_INFINITY;
      while (!signal.aborted) {
        await untilNotified();
        await untilDue(last, signal);
        last = performance.now();
        isAsked = false;
        if (!(await attempt(logger))) await pause(pace.retry, signal);
      }
      // A ledger that is away would only hold up the stop; the next start goes on from here.
      if (isBehind() && monitor.report.state === 'ok') await attempt(logger);
    },
  };
}
