import { machineOf, machines, recordActions } from '@quancheng/domain';
import { errorRegistry } from '@quancheng/protocol';
import { expect } from 'chai';

/** What every kind's transitions have. */
interface Row {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly by: readonly (readonly object[])[];
  readonly codes: readonly string[];
}

describe('the machines of records', () => {
  it('are each under their own kind, and their actions begin with it', () => {
    for (const [kind, machine] of Object.entries(machines)) {
      expect(machine.kind).to.equal(kind);
      for (const action of Object.keys(machine.transitions)) {
        expect(action.split('.')[0], action).to.equal(kind);
        expect(machineOf(action), action).to.equal(machine);
        expect(recordActions).to.include(action);
      }
    }
  });

  it('lead only between their own statuses, by rules whose codes are registered', () => {
    for (const machine of Object.values(machines)) {
      const statuses: readonly string[] = machine.statuses;
      expect(new Set(statuses).size).to.equal(statuses.length).and.above(0);
      const rows: Readonly<Record<string, Row>> = machine.transitions;
      for (const [action, { from, to, by, codes }] of Object.entries(rows)) {
        for (const status of [...from, ...to]) expect(statuses, action).to.include(status);
        expect(to.length, action).to.be.above(0);
        expect(by.flat().length, action).to.be.above(0);
        for (const code of codes) expect(errorRegistry, action).to.have.property(code);
      }
    }
  });
});
