import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';

/** Under what a benchmark ran. */
export interface Conditions {
  readonly date: string;
  readonly processors: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly kernel: string;
  /** Averages over one and five minutes, just before. */
  readonly loadBefore: readonly number[];
}

/** A one-minute load average from which on figures say little. */
const busy = 0.5;

/** Reads the machine's conditions, and says aloud if it is not quiet. */
export async function readConditions(): Promise<Conditions> {
  const [one = 0, five = 0] = loadavg();
  if (one > busy) {
    process.stdout.write(
      `WARNING: the load average is ${one.toFixed(2)}; something else is at work here, and these figures say little.\n`,
    );
  }
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    processors: `${processors.length} × ${processors[0]?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    kernel: (await readFile('/proc/version', 'utf8').catch(() => 'unknown')).split(' ').slice(0, 3).join(' '),
    loadBefore: [round(one), round(five)],
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
