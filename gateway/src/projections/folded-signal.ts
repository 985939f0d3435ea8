/** Wakes those who wait for more to be folded. */
export interface FoldedSignal {
  readonly notify: () => void;
  /** Whether something has been folded within so many milliseconds; false also when the signal ends the wait. */
  readonly next: (milliseconds: number, signal: AbortSignal) => Promise<boolean>;
}

export function newFoldedSignal(): FoldedSignal {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const wake of [...waiting]) wake();
    },
    next: (milliseconds, signal) =>
      new Promise((resolve) => {
        const end = (isFolded: boolean): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', abort);
          resolve(isFolded);
        };
        const wake = (): void => end(true);
        const abort = (): void => end(false);
        const timer = setTimeout(abort, milliseconds);
        waiting.add(wake);
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
      }),
  };
}
