import type { Line } from '../connection/line.js';
import type { LinePool } from '../connection/line-pool.js';
import { translateError } from './translate-error.js';
import { pause } from './pause.js';

const FIRST_DELAY = 100;
const LONGEST_DELAY = 2_000;

/** Over what a ledger is reached, and for how long it is tried. */
export interface Reach {
  readonly lines: LinePool;
  /** Milliseconds after which it is given up. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/**
 * Repeats a call that has no effect on the ledger (evaluate, endorse) while the ledger is out of reach or its peers lag
 * behind one another, with growing pauses, and over the other lines if there are any. What one peer refuses for a reason
 * that is not the contract's is asked of each other peer once: its chaincode may be down.
 * @throws the contract's error at once; NETWORK_UNAVAILABLE or ENDORSEMENTS_DIFFER when patience is over;
 *   LEDGER_REFUSED when all lines refuse
 */
export async function reach<Result>(
  { lines, patience, signal }: Reach,
  call: (line: Line) => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + patience;
  const refusing = new Set<Line>();
  for (let delay = FIRST_DELAY; ; delay = Math.min(2 * delay, LONGEST_DELAY)) {
    const line = lines.current();
    try {
      return await call(line);
    } catch (error) {
      const { code } = translateError(error);
      if (code === 'LEDGER_REFUSED') refusing.add(line);
      const isElsewhere = code === 'NETWORK_UNAVAILABLE' || code === 'LEDGER_REFUSED';
      const mayPass = code === 'LEDGER_REFUSED' ? refusing.size < lines.size : isPassing(code);
      if (isElsewhere) lines.leave(line);
      if (!mayPass || signal.aborted || performance.now() + delay > end) throw translateError(error);
      await pause(delay * (0.5 + Math.random() / 2), signal);
    }
  }
}

/** The ledger was not reached, or peers lag. */
function isPassing(code: string): boolean {
  return code === 'NETWORK_UNAVAILABLE' || code === 'ENDORSEMENTS_DIFFER';
}
