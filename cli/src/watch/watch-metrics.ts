import { Counter, Gauge, Registry } from 'prom-client';
import { alarmKinds, type AlarmCode } from './alarms.js';
import type { RoundResult, Watcher } from './watcher.js';

/** What a monitor counts. */
export interface WatchMetrics {
  readonly contentType: string;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  /** After each round. */
  seen(result: RoundResult, watcher: Watcher, seconds: number): void;
}

export function newWatchMetrics(): WatchMetrics {
  const registry = new Registry();
  const registers = [registry];
  const sizes = new Gauge({
    name: 'quancheng_watch_log_size',
    help: 'Size of a log by who says so: shown (by the log), anchored (by the ledger), cosigned (by a quorum)',
    labelNames: ['origin', 'by'],
    registers,
  });
  const findings = new Gauge({
    name: 'quancheng_watch_findings',
    help: 'Findings that stand, by code and severity',
    labelNames: ['code', 'severity'],
    registers,
  });
  const pending = new Gauge({
    name: 'quancheng_watch_pending_promises',
    help: 'Promises that are not known to be kept',
    registers,
  });
  const settled = new Gauge({
    name: 'quancheng_watch_settled_promises',
    help: 'Promises found kept or broken since the start',
    registers,
  });
  const last = new Gauge({
    name: 'quancheng_watch_last_round_timestamp_seconds',
    help: 'When the last round ended (POSIX time): raise an alarm if it stands still',
    registers,
  });
  const rounds = new Counter({
    name: 'quancheng_watch_rounds_total',
    help: 'Rounds by sight: whole, or partial where something gave no answer',
    labelNames: ['sight'],
    registers,
  });
  const duration = new Gauge({
    name: 'quancheng_watch_round_duration_seconds',
    help: 'How long the last round took',
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    seen({ logs, isBlind }, watcher, seconds) {
      for (const { origin, shown, anchored, cosigned } of logs)
        for (const [by, size] of Object.entries({ shown, anchored, cosigned }))
          if (size !== undefined) sizes.set({ origin, by }, size);
      const standing = watcher.findings.standing();
      for (const code of Object.keys(alarmKinds) as AlarmCode[]) {
        const count = standing.filter((each) => each.code === code).length;
        findings.set({ code, severity: alarmKinds[code].severity }, count);
      }
      pending.set(watcher.promises.pending.size);
      settled.set(watcher.promises.settledCount);
      rounds.inc({ sight: isBlind ? 'partial' : 'whole' });
      duration.set(seconds);
      last.set(Date.now() / 1_000);
    },
  };
}
