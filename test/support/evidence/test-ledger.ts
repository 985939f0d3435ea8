import type { JsonValue } from '@quancheng/protocol';

export interface Written {
  readonly value: JsonValue;
  readonly version: readonly [block: number, transaction: number];
}

/** A ledger's state for fixtures: what was written under each key, and in which block and transaction. */
export interface TestLedger {
  get(key: string): Written | undefined;
  /** Writes in the next block, as the transaction with this number. */
  put(key: string, value: JsonValue, transaction?: number): void;
  /** Begins a new block. */
  nextBlock(): void;
  tick(): { readonly number: number; readonly time: string };
  /** Writes the next tick, so many milliseconds after the last. */
  advance(milliseconds?: number): { readonly number: number; readonly time: string };
  remove(key: string): void;
  /** Puts something else in a key's place, as if it had been so from the first. */
  replace(key: string, written: Written | undefined): void;
}

export function newTestLedger(start = '2026-11-23T08:00:00.000Z'): TestLedger {
  const state = new Map<string, Written>();
  let block = 5;
  let tick = { number: 0, time: start };
  const ledger: TestLedger = {
    get: (key) => state.get(key),
    put(key, value, transaction = 0) {
      state.set(key, { value, version: [block, transaction] });
    },
    nextBlock() {
      block += 1;
    },
    tick: () => tick,
    advance(milliseconds = 10_000) {
      block += 1;
      tick = { number: tick.number + 1, time: new Date(Date.parse(tick.time) + milliseconds).toISOString() };
      ledger.put(`tick/${tick.number % 3}`, tick);
      return tick;
    },
    remove(key) {
      state.delete(key);
    },
    replace(key, written) {
      if (written === undefined) state.delete(key);
      else state.set(key, written);
    },
  };
  ledger.put('tick/0', tick);
  return ledger;
}
