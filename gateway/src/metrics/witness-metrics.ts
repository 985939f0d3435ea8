import { Gauge, type Registry } from 'prom-client';
import type { WitnessReport } from '../witnessing/witness-state.js';

/** Says of each witness how far it is and whether it answers, whenever it is asked. */
export function registerWitnessMetrics(registry: Registry, reports: () => readonly WitnessReport[]): void {
  const registers = [registry];
  new Gauge({
    name: 'quancheng_witness_cosigned_size',
    help: 'Tree size of the newest checkpoint that the witness cosigned',
    labelNames: ['witness'],
    registers,
    collect() {
      for (const { name, cosigned } of reports()) this.set({ witness: name }, cosigned);
    },
  });
  new Gauge({
    name: 'quancheng_witness_up',
    help: '1 if the witness answered the last request with a cosignature, else 0',
    labelNames: ['witness'],
    registers,
    collect() {
      for (const { name, state } of reports()) this.set({ witness: name }, state === 'ok' ? 1 : 0);
    },
  });
}
