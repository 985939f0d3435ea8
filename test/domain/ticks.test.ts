import {
  advanceTick,
  holdTick,
  slotsOfAdvance,
  tickSlot,
  previousTickSlot,
  type Tick,
} from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';

/** What the three keys hold after a number of ticks, by docs/specs/ledger.md: tick n lies in slot n mod 3. */
function slotsAfter(newest: number): readonly (Tick | undefined)[] {
  const slots: (Tick | undefined)[] = [undefined, undefined, undefined];
  for (let number = 0; number <= newest; number += 1) slots[number % 3] = { number, time: timeOf(number) };
  return slots;
}

/** Ticks 0 and 1 are written together, then one every ten seconds. */
function timeOf(number: number): string {
  return new Date(Date.parse('2026-11-23T08:00:00.000Z') + Math.max(0, number - 1) * 10_000).toISOString();
}

describe('ticks', () => {
  it('are held by the newest two only', () => {
    for (let newest = 1; newest < 12; newest += 1) {
      const slots = slotsAfter(newest);
      for (let number = 0; number < 15; number += 1) {
        const held = { named: slots[tickSlot(number)], previous: slots[previousTickSlot(number)] };
        const hold = () => holdTick(number, held);
        // Tick 0 has no predecessor, so it is never named.
        if (number > 0 && (number === newest || number === newest - 1)) {
          expect(hold()).to.deep.equal({ tick: number, time: timeOf(number) });
        } else {
          expect(hold, `${number} of ${newest}`).to.throw(QuanchengError).with.property('code', 'TICK_STALE');
        }
      }
    }
  });

  it('follow the newest, a period later', () => {
    for (let newest = 1; newest < 12; newest += 1) {
      const slots = slotsAfter(newest);
      for (let number = 0; number < 15; number += 1) {
        const { newest: before, replaced } = slotsOfAdvance(number);
        const state = { newest: slots[before], replaced: slots[replaced], tickPeriod: 10 };
        const due = advanceTick(state, number, timeOf(newest + 1));
        if (number === newest + 1) {
          const tick = { number, time: timeOf(number) };
          const changes = [{ kind: 'tick', value: tick }];
          expect(due).to.deep.equal({ outcome: 'accepted', changes, event: tick, result: tick });
          expect(advanceTick(state, number, timeOf(newest))).to.include({ code: 'TICK_EARLY' });
        } else {
          expect(due, `${number} after ${newest}`).to.include({ outcome: 'refused', code: 'TICK_STALE' });
        }
      }
    }
  });

  it('name a key that tick n + 2 overwrites, and none that tick n + 1 does', () => {
    for (let number = 1; number < 10; number += 1) {
      const read = [tickSlot(number), previousTickSlot(number)];
      expect(read).to.include(tickSlot(number + 2));
      expect(read).to.not.include(tickSlot(number + 1));
    }
  });
});
