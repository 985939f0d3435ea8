import { QuanchengError } from '@quancheng/protocol';
import type { LedgerTime, Tick } from './tick.js';

/** What the two keys of tick n hold: its own, and the one that tick n + 2 will overwrite. */
export interface HeldTicks {
  readonly named: Tick | undefined;
  readonly previous: Tick | undefined;
}

/**
 * The ledger time of a transaction that names tick n: both keys must still hold n and n − 1.
 * Because both are in the read set, a transaction held back until tick n + 2 fails in validation, and an endorsed
 * one cannot be committed with an old ledger time; tick n + 1 alone touches neither key.
 * @throws TICK_STALE
 */
export function holdTick(number: number, held: HeldTicks): LedgerTime {
  if (held.named?.number !== number || held.previous?.number !== number - 1) {
    throw new QuanchengError('TICK_STALE', `tick ${number} is not among the ledger's newest`);
  }
  return { tick: number, time: held.named.time };
}
