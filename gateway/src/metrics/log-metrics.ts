import type { Registry } from 'prom-client';
import type { GatewayDependencies } from '../dependencies.js';
import { registerGauge } from './gauge.js';

/** How far the log is in each respect, and what it holds in memory, whenever it is asked. */
export function registerLogMetrics(
  registry: Registry,
  { log, anchors, tasks }: Pick<GatewayDependencies, 'log' | 'anchors' | 'tasks'>,
): void {
  const gauge = (name: string, help: string, value: () => number): void =>
    registerGauge(registry, name, help, value);
  const anchored = (): number => anchors.newest ?? 0;
  gauge('quancheng_log_size', 'Entries acknowledged', () => log.size);
  gauge('quancheng_log_integrated_size', 'Entries in the tree', () => log.integratedSize);
  gauge(
    'quancheng_log_published_size',
    'Tree size of the newest checkpoint',
    () => log.published?.checkpoint.size ?? 0,
  );
  gauge('quancheng_log_anchored_size', 'Tree size of the newest anchor', anchored);
  gauge('quancheng_log_anchor_lag_records', 'Entries acknowledged that no anchor covers', () =>
    Math.max(0, log.size - anchored()),
  );
  gauge(
    'quancheng_log_anchor_lag_seconds',
    'How long the oldest entry that no anchor covers has been acknowledged; 0 if there is none',
    () => tasks.anchorLag(),
  );
  gauge(
    'quancheng_log_held_bytes',
    'Bytes of submissions in memory on their way through the log',
    () => log.heldBytes,
  );
}
