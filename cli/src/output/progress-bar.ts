import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  update(done: number, total: number): void;
  stop(): void;
}

/** A bar on standard error; where that is no terminal, a line now and then. */
export function newProgressBar(unit: string): ProgressBar {
  const format = `{bar} {percentage}% {value}/{total} ${unit}`;
  const settings = {
    format,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 2000,
    clearOnComplete: false,
  };
  const bar = new SingleBar(settings, Presets.shades_classic);
  let running = false;
  return {
    update(done, total) {
      if (!running) bar.start(total, 0);
      running = true;
      bar.update(done);
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
