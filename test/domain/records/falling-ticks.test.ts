import {
  decideRecord,
  machines,
  type Calendar,
  type LedgerRecord,
  type Reader,
  type RecordCommand,
} from '@quancheng/domain';
import type { KeyId } from '@quancheng/protocol';
import { expect } from 'chai';

const days = {
  title: '日历',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2026-12-31',
};
const earlier = { tick: 7, time: '2026-11-23T08:01:00.000Z' };
const later = { tick: 8, time: '2026-11-23T08:01:10.000Z' };

const change: RecordCommand = {
  action: 'calendar.change',
  target: 'r/days',
  expectedVersion: 1,
  body: days,
  id: 'k',
  participant: 'r',
  signers: [{ key: 'a'.repeat(64) as KeyId, participant: 'r', role: 'registrar' }],
  digest: 'b'.repeat(64),
};

describe('a version’s ledger time', () => {
  const changedAt = async (before: typeof earlier, at: typeof earlier) => {
    const present = {
      ...days,
      id: 'r/days',
      status: 'in-force',
      version: 1,
      at: before,
      command: 'c'.repeat(64),
    };
    const read = (() => Promise.resolve(present as unknown as Calendar)) as unknown as Reader;
    const { changes } = await decideRecord(
      machines.calendar,
      change,
      { at, ledger: {} as LedgerRecord },
      read,
    );
    return (changes[0]?.value as Calendar).at;
  };

  it('is the command’s', async () => {
    expect(await changedAt(earlier, later)).to.deep.equal(later);
    expect(await changedAt(earlier, earlier)).to.deep.equal(earlier);
  });

  it('never falls, though a command may name the tick before the last version’s', async () => {
    expect(await changedAt(later, earlier)).to.deep.equal(later);
  });
});
