import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { codedError } from '../http/coded-error.js';
import type { StageMeter } from '../log/index.js';

/** From a tenth of a millisecond, which one signature takes, to the length of an outage. */
export const SECONDS_BUCKETS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

interface Counts {
  entered: number;
  left: number;
  readonly refused: Map<string, number>;
}

/**
 * Makes the meters of stages, which have their metrics in common. What passes is counted in plain numbers, which are
 * given to Prometheus when it asks.
 */
export function newStageMeters<Name extends string>(
  registry: Registry,
  names: readonly Name[],
): Readonly<Record<Name, StageMeter>> {
  const stages = new Map<Name, Counts>(
    names.map((name) => [name, { entered: 0, left: 0, refused: new Map() }]),
  );
  registerCounts(registry, stages);
  const seconds = new Histogram({
    name: 'quancheng_stage_duration_seconds',
    help: 'What the work on one submission or group took in a stage',
    labelNames: ['stage'],
    buckets: SECONDS_BUCKETS,
    registers: [registry],
  });
  const meters = [...stages].map(
    ([name, counts]) => [name, newMeter(counts, seconds.labels({ stage: name }))] as const,
  );
  return Object.fromEntries(meters) as Record<Name, StageMeter>;
}

function newMeter(counts: Counts, duration: Pick<Histogram.Internal<string>, 'observe'>): StageMeter {
  return {
    entered(records) {
      counts.entered += records;
    },
    left(records, seconds) {
      counts.left += records;
      duration.observe(seconds);
    },
    refused(records, error) {
      const { code } = codedError(error);
      counts.refused.set(code, (counts.refused.get(code) ?? 0) + records);
    },
  };
}

function registerCounts(registry: Registry, stages: ReadonlyMap<string, Counts>): void {
  const registers = [registry];
  new Counter({
    name: 'quancheng_stage_entered_records_total',
    help: 'Records that a stage has taken up',
    labelNames: ['stage'],
    registers,
    collect() {
      this.reset();
      for (const [stage, { entered }] of stages) this.inc({ stage }, entered);
    },
  });
  new Counter({
    name: 'quancheng_stage_left_records_total',
    help: 'Records that a stage is done with',
    labelNames: ['stage'],
    registers,
    collect() {
      this.reset();
      for (const [stage, { left }] of stages) this.inc({ stage }, left);
    },
  });
  new Counter({
    name: 'quancheng_stage_refused_records_total',
    help: 'Records that a stage has refused, by the error’s code',
    labelNames: ['stage', 'code'],
    registers,
    collect() {
      this.reset();
      for (const [stage, { refused }] of stages)
        for (const [code, records] of refused) this.inc({ stage, code }, records);
    },
  });
  new Gauge({
    name: 'quancheng_stage_waiting_records',
    help: 'Records that are in a stage or wait for it',
    labelNames: ['stage'],
    registers,
    collect() {
      for (const [stage, counts] of stages) this.set({ stage }, waiting(counts));
    },
  });
}

function waiting({ entered, left, refused }: Counts): number {
  return entered - left - [...refused.values()].reduce((sum, records) => sum + records, 0);
}
