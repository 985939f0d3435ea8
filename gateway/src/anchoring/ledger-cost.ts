/** What a standing task puts on the ledger, so that whoever pays for the ledger's disks can see it. */
export interface LedgerCost {
  readonly transactions: number;
  /** Of the transactions as they were ordered; the block around each has some hundred more. */
  readonly bytes: number;
  /** Bytes a day at the rate of the last hour, or of the time since the start if that is less. */
  readonly bytesPerDay: number;
  add(bytes: number): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param now milliseconds, which only grow */
export function newLedgerCost(now: () => number = () => performance.now()): LedgerCost {
  const start = now();
  /** By the minute, oldest first. */
  const recent: { readonly begin: number; bytes: number }[] = [];
  let transactions = 0;
  let bytes = 0;

  function forget(): void {
    while (recent[0] !== undefined && recent[0].begin < now() - HOUR) recent.shift();
  }

  return {
    get transactions() {
      return transactions;
    },
    get bytes() {
      return bytes;
    },
    get bytesPerDay() {
      forget();
      const sum = recent.reduce((total, each) => total + each.bytes, 0);
      // A first minute says little of a day, but its rate is not taken for more than it is.
      const span = Math.min(HOUR, Math.max(MINUTE, now() - start));
      return Math.round((sum * DAY) / span);
    },
    add(more) {
      transactions += 1;
      bytes += more;
      forget();
      const last = recent.at(-1);
      if (last !== undefined && now() - last.begin < MINUTE) last.bytes += more;
      else recent.push({ begin: now(), bytes: more });
    },
  };
}
