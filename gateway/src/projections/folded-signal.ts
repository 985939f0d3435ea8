/** Wakes those who wait for more to be folded. */
export interface FoldedSignal {
  readonly notify: () => void;
  /** How often there was more. Ask before you look, and wait for more than that: then nothing is slept through. */
  readonly count: () => number;
  /** Whether there was more than so often, within so many milliseconds; false also when the signal ends the wait. */
  readonly moreThan: (count: number, milliseconds: number, signal: AbortSignal) => Promise<boolean>;
}

export function newFoldedSignal(): FoldedSignal {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    notify() {
      count += 1;
      for (const wake of [...waiting]) wake();
    },
    count: () => count,
    moreThan: (seen, milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (isMore: boolean): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', abort);
          resolve(isMore);
        };
        const wake = (): void => end(true);
        const abort = (): void => end(false);
        const timer = setTimeout(abort, milliseconds);
        waiting.add(wake);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
        else if (count > seen) wake();
      }),
  };
}
