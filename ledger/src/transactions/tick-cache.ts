/** A tick stays usable for at least one tick period after its successor, so a second of age is harmless. */
const MAXIMUM_AGE = 1_000;

/** Remembers the newest tick for a moment, so that a burst of transactions asks for it once. */
export interface TickCache {
  current(): Promise<number>;
  /** Forgets what it holds: a transaction has just found it stale. */
  forget(): void;
}

export function newTickCache(ask: () => Promise<number>): TickCache {
  let held: { readonly tick: Promise<number>; readonly at: number } | undefined;
  return {
    current() {
      if (held === undefined || performance.now() - held.at > MAXIMUM_AGE) {
        held = { tick: ask(), at: performance.now() };
        const asked = held;
        asked.tick.catch(() => {
          if (held === asked) held = undefined;
        });
      }
      return held.tick;
    },
    forget() {
      held = undefined;
    },
  };
}
