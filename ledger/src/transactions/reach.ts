import { isPassing, translateError } from './translate-error.js';
import { pause } from './pause.js';

const FIRST_DELAY = 100;
const LONGEST_DELAY = 2_000;

/**
 * Repeats a call that has no effect on the ledger (evaluate, endorse) while the ledger is out of reach or
 * its peers lag behind one another, with growing pauses.
 * @param patience milliseconds after which it gives up
 * @throws the contract's error at once; NETWORK_UNAVAILABLE or ENDORSEMENTS_DIFFER when patience is over
 */
export async function reach<Result>(
  call: () => Promise<Result>,
  patience: number,
  signal: AbortSignal,
): Promise<Result> {
  const end = performance.now() + patience;
  for (let delay = FIRST_DELAY; ; delay = Math.min(2 * delay, LONGEST_DELAY)) {
    try {
      return await call();
    } catch (error) {
      if (!isPassing(error) || signal.aborted || performance.now() + delay > end) throw translateError(error);
      await pause(delay * (0.5 + Math.random() / 2), signal);
    }
  }
}
