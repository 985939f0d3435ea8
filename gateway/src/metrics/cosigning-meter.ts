import { Counter, Histogram, type Registry } from 'prom-client';
import { codedError } from '../http/coded-error.js';
import { SECONDS_BUCKETS } from './stage-meters.js';

/** Told what witnesses answer, by their names. */
export interface CosigningMeter {
  cosigned(witness: string, seconds: number): void;
  failed(witness: string, error: unknown): void;
}

export function newCosigningMeter(registry: Registry): CosigningMeter {
  const registers = [registry];
  const duration = new Histogram({
    name: 'quancheng_witness_cosign_duration_seconds',
    help: 'Time to a witness’s cosignature, repetitions at another size included',
    labelNames: ['witness'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'quancheng_witness_failures_total',
    help: 'Checkpoints that a witness did not cosign, by the error’s code; each is asked for again',
    labelNames: ['witness', 'code'],
    registers,
  });
  return {
    cosigned: (witness, seconds) => duration.observe({ witness }, seconds),
    failed: (witness, error) => failures.inc({ witness, code: codedError(error).code }),
  };
}
