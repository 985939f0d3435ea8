/** A beat of the ledger's clock. Its time is the transaction's that wrote it: `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export interface Tick {
  readonly number: number;
  readonly time: string;
}

/** When something was written: not before `time`, and at most two tick periods after it. */
export interface LedgerTime {
  readonly tick: number;
  readonly time: string;
}

/** Ticks rotate over this many state keys (docs/specs/ledger.md). */
export const TICK_SLOTS = 3;

/** The state key number, 0 to 2, that holds this tick. */
export function tickSlot(number: number): number {
  return number % TICK_SLOTS;
}

/** The slot that holds the tick before this one, which tick n + 2 will overwrite. */
export function previousTickSlot(number: number): number {
  return (number + TICK_SLOTS - 1) % TICK_SLOTS;
}
