import { Gauge, type Registry } from 'prom-client';

/** A gauge whose value is looked up whenever it is asked for; no value while that is undefined. */
export function registerGauge(
  registry: Registry,
  name: string,
  help: string,
  value: () => number | undefined,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      const now = value();
      if (now === undefined) this.remove();
      else this.set(now);
    },
  });
}
