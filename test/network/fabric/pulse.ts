import { setTimeout as delay } from 'node:timers/promises';

/** What came of submitting one transaction after the other; the gap is between commits, in milliseconds. */
export interface PulseResult {
  readonly commits: number;
  readonly longestGap: number;
}

/** Submits transactions one after the other until stopped; what fails is tried again, as a client would. */
export function startPulse(submit: (number: number) => Promise<unknown>): { stop(): Promise<PulseResult> } {
  let isStopped = false;
  const run = async (): Promise<PulseResult> => {
    let [commits, longestGap, last] = [0, 0, performance.now()];
    while (!isStopped) {
      const committed = await submit(commits).then(
        () => true,
        () => delay(100, false),
      );
      if (committed) {
        const now = performance.now();
        longestGap = Math.max(longestGap, now - last);
        [commits, last] = [commits + 1, now];
      }
    }
    return { commits, longestGap };
  };
  const running = run();
  return {
    stop: async () => {
      isStopped = true;
      return await running;
    },
  };
}
