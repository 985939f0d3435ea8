import { setTimeout as pause } from 'node:timers/promises';
import { ExitCode } from '../exit-code.js';
import { reportError } from '../output/report-error.js';
import { alarmKinds } from './alarms.js';
import type { WatchMetrics } from './watch-metrics.js';
import { printLogs, type TellEvent } from './watch-output.js';
import type { RoundResult, Watcher } from './watcher.js';

export interface Watch {
  readonly watcher: Watcher;
  readonly metrics: WatchMetrics;
  readonly tell: TellEvent;
  /** Takes the successor of the trust root, if one was pinned. */
  readonly refresh: () => Promise<void>;
  /** Milliseconds between two rounds. */
  readonly interval: number;
  readonly once: boolean;
  readonly isForPeople: boolean;
  readonly signal: AbortSignal;
}

/** Round after round until the signal; with `once` a single one, which sets the exit code. */
export async function runWatch(watch: Watch): Promise<void> {
  const { watcher, refresh, interval, once, isForPeople, signal } = watch;
  if (once) {
    const result = await watchOnce(watch);
    if (isForPeople) printLogs(result.logs);
    process.exitCode = exitCodeOf(watcher, result.isBlind);
    return;
  }
  do {
    await refresh();
    // A full disk passes; what was not written is found again.
    await watchOnce(watch).catch((error: unknown) => reportError(error, false));
    await pause(interval, undefined, { signal }).catch(() => undefined);
  } while (!signal.aborted);
}

async function watchOnce({ watcher, metrics, tell }: Watch): Promise<RoundResult> {
  const begin = performance.now();
  try {
    const result = await watcher.round();
    metrics.seen(result, watcher, (performance.now() - begin) / 1_000);
    return result;
  } finally {
    for (const event of watcher.findings.takeEvents()) tell(event);
  }
}

function exitCodeOf({ findings }: Watcher, isBlind: boolean): number {
  const hasAlarm = findings.standing().some(({ code }) => alarmKinds[code].severity === 'alarm');
  if (hasAlarm) return ExitCode.mismatch;
  return isBlind ? ExitCode.unusable : ExitCode.done;
}
