import { QuanchengError } from '@quancheng/protocol';
import { decide, type Decision } from '../decisions/decision.js';
import { tickSlot, TICK_SLOTS, type Tick } from './tick.js';

/** What the next tick depends on. */
export interface TickState {
  /** What the slot of tick n − 1 holds. */
  readonly newest: Tick | undefined;
  /** What the slot of tick n holds: tick n − 3, or nothing before the third tick. */
  readonly replaced: Tick | undefined;
  /** Seconds. */
  readonly tickPeriod: number;
}

/**
 * Tick n follows tick n − 1 after at least a period. The slot that it overwrites is read, too: two transactions that
 * write the same tick then exclude each other in validation, and a tick's time never changes once it is written.
 * @param now the transaction's time
 */
export function advanceTick(state: TickState, number: number, now: string): Decision<Tick, Tick> {
  return decide(() => {
    const { newest, replaced, tickPeriod } = state;
    if (
      newest?.number !== number - 1 ||
      (replaced !== undefined && replaced.number !== number - TICK_SLOTS)
    ) {
      throw new QuanchengError('TICK_STALE', `tick ${number} does not follow the newest`);
    }
    const earliest = Date.parse(newest.time) + tickPeriod * 1000;
    if (Date.parse(now) < earliest) {
      throw new QuanchengError(
        'TICK_EARLY',
        `tick ${number} may come at ${new Date(earliest).toISOString()}`,
      );
    }
    const tick = { number, time: now };
    return { outcome: 'accepted', changes: [{ kind: 'tick', value: tick }], event: tick, result: tick };
  });
}

/** The slots of a tick's predecessor and of the tick itself. */
export function slotsOfAdvance(number: number): { readonly newest: number; readonly replaced: number } {
  return { newest: tickSlot(number + TICK_SLOTS - 1), replaced: tickSlot(number) };
}
