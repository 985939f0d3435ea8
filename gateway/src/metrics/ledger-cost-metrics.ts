import { Counter, Gauge, type Registry } from 'prom-client';
import type { LedgerCost } from '../anchoring/ledger-cost.js';

/** What the standing tasks put on the ledger, by the task's name. */
export function registerLedgerCostMetrics(
  registry: Registry,
  costs: () => Readonly<Record<string, LedgerCost>>,
): void {
  const registers = [registry];
  const labelNames = ['task'] as const;
  const counter = (name: string, help: string, value: (cost: LedgerCost) => number): void => {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [task, cost] of Object.entries(costs())) this.inc({ task }, value(cost));
      },
    });
  };
  counter(
    'quancheng_ledger_transactions_total',
    'Valid transactions that the gateway’s own tasks put on the ledger',
    ({ transactions }) => transactions,
  );
  counter('quancheng_ledger_bytes_total', 'Their bytes, without their blocks’', ({ bytes }) => bytes);
  new Gauge({
    name: 'quancheng_ledger_bytes_per_day',
    help: 'Bytes that they would put on the ledger in a day, at the rate of the last hour',
    labelNames,
    registers,
    collect() {
      for (const [task, { bytesPerDay }] of Object.entries(costs())) this.set({ task }, bytesPerDay);
    },
  });
}
