import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { sleep, waitBefore } from './back-off.js';

/** Milliseconds: the log anchors within seconds, unless the ledger is away. */
export const DEFAULT_PATIENCE = 120_000;

export const POLLING = { attempts: Number.POSITIVE_INFINITY, first: 250, longest: 4000 };

/**
 * Asks again until the gateway no longer says NOT_YET_ANCHORED.
 * @param patience milliseconds
 * @throws ANCHOR_TIMEOUT, and the other errors of `ask`
 */
export async function waitUntilAnchored<Answer>(
  ask: () => Promise<Answer>,
  patience = DEFAULT_PATIENCE,
): Promise<Answer> {
  const deadline = performance.now() + patience;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isQuanchengError(error, 'NOT_YET_ANCHORED')) throw error;
      const wait = waitBefore(POLLING, attempt);
      if (performance.now() + wait > deadline) {
        throw new QuanchengError('ANCHOR_TIMEOUT', `not within ${Math.round(patience / 1000)} s`, {
          cause: error,
        });
      }
      await sleep(wait);
    }
  }
}
