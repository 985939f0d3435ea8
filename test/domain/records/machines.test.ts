import {
  actionTitles,
  claimantKinds,
  isMachineKind,
  machineOf,
  machines,
  recordActions,
} from '@quancheng/domain';
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

  it('have a form and a title for each action, and no title for others', () => {
    expect(Object.keys(actionTitles).sort()).to.deep.equal([...recordActions].sort());
    for (const [action, title] of Object.entries(actionTitles)) {
      expect(title, action).to.match(/\p{Script=Han}/u);
      const rows: Readonly<Record<string, { readonly body: object }>> = machineOf(action)!.transitions;
      expect(rows[action]!.body, action).to.have.property('mismatch');
      expect(isMachineKind(action.split('.')[0]!), action).to.equal(true);
    }
  });

  it('are of what others’ transitions write, too, and of no other state key', () => {
    for (const kind of ['claim', 'consumption', 'encumbrance'])
      expect(isMachineKind(kind), kind).to.equal(true);
    for (const kind of ['ledger', 'entry', 'toString']) expect(isMachineKind(kind), kind).to.equal(false);
  });

  it('of what only one can have, one kind takes it', () => {
    expect(claimantKinds).to.deep.equal({
      deposit: 'certificate',
      'certificate-number': 'certificate',
      'registry-code': 'certificate',
      'exclusive-licence': 'trade',
      'revenue-month': 'revenue',
      'treasury-receipt': 'revenue',
      'voucher-number': 'voucher',
      invoice: 'redemption',
    });
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
