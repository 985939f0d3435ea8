import { Counter, Gauge, Registry } from 'prom-client';

/** What an agent counts. */
export interface AgentMetrics {
  readonly contentType: string;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  /** Cuts kept, and how many of them wait for their evidence. */
  kept(rows: number, waiting: number): void;
  finished(rows: number, waiting: number): void;
  failed(code: string): void;
  gap(source: string): void;
}

export function newAgentMetrics(): AgentMetrics {
  const registry = new Registry();
  const registers = [registry];
  const records = new Counter({
    name: 'quancheng_agent_records_total',
    help: 'Rows and documents by stage: kept (copied before anything is signed), finished (evidence written)',
    labelNames: ['stage'],
    registers,
  });
  const waitingCuts = new Gauge({
    name: 'quancheng_agent_waiting_cuts',
    help: 'Cuts that are kept and whose evidence is not written',
    registers,
  });
  const failures = new Counter({
    name: 'quancheng_agent_failures_total',
    help: 'Failed attempts by code',
    labelNames: ['code'],
    registers,
  });
  const gaps = new Counter({
    name: 'quancheng_agent_gaps_total',
    help: 'Times that a followed file was gone or cut short, so that rows may be missing',
    labelNames: ['source'],
    registers,
  });
  const count = (stage: string) => (rows: number, waiting: number) => {
    records.inc({ stage }, rows);
    waitingCuts.set(waiting);
  };
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    kept: count('kept'),
    finished: count('finished'),
    failed: (code) => failures.inc({ code }),
    gap: (source) => gaps.inc({ source }),
  };
}
