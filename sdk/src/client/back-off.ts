/** How long to wait before the next attempt, and how often to try. */
export interface BackOff {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each one after. */
  readonly first: number;
  /** Longest wait in milliseconds. */
  readonly longest: number;
}

export const DEFAULT_BACK_OFF: BackOff = { attempts: 7, first: 200, longest: 5000 };

/** Milliseconds before the attempt after `attempt` (1 is the first); spread, so that clients don't come in step. */
export function waitBefore(backOff: BackOff, attempt: number): number {
  const full = Math.min(backOff.longest, backOff.first * 2 ** (attempt - 1));
  return full / 2 + (Math.random() * full) / 2;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
