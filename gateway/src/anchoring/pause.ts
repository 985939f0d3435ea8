import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, if the time is above 0; an abort ends the wait early without an error. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return;
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    // Aborted: the caller looks at its signal.
  }
}
