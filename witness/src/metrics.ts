import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a witness counts. Each witness has its own registry, so that several can run in one process. */
export interface WitnessMetrics {
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  cosigned(origin: string, size: number, seconds: number): void;
  conflicted(): void;
  refused(code: string): void;
  /** Time from the request to our answer. */
  answered(seconds: number): void;
}

export function newWitnessMetrics(): WitnessMetrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const size = new Gauge({
    name: 'quancheng_witness_head_size',
    help: 'Tree size of the newest checkpoint cosigned',
    labelNames: ['origin'],
    registers,
  });
  const time = new Gauge({
    name: 'quancheng_witness_head_timestamp_seconds',
    help: 'When it was cosigned (POSIX time)',
    labelNames: ['origin'],
    registers,
  });
  const outcomes = new Counter({
    name: 'quancheng_witness_requests_total',
    help: 'add-checkpoint requests by outcome: cosigned, conflict, or the code of the refusal',
    labelNames: ['outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'quancheng_witness_request_duration_seconds',
    help: 'Time to an answer, waiting for the anchor included',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    cosigned(origin, treeSize, seconds) {
      size.set({ origin }, treeSize);
      time.set({ origin }, seconds);
      outcomes.inc({ outcome: 'cosigned' });
    },
    conflicted: () => outcomes.inc({ outcome: 'conflict' }),
    refused: (code) => outcomes.inc({ outcome: code }),
    answered: (seconds) => duration.observe(seconds),
  };
}
