import { dueOf, type Calendar } from '@quancheng/domain';
import { expect } from 'chai';
import { dueRowsOf } from '../support/due-rows.js';

const calendar: Calendar = {
  id: 'registry/working-days',
  status: 'in-force',
  version: 1,
  at: { tick: 1, time: '2026-11-23T08:00:00.000Z' },
  command: '0'.repeat(64),
  title: '节假日安排',
  utcOffset: 480,
  holidays: [],
  workdays: [],
  from: '2026-01-01',
  to: '2026-12-31',
};

const dueUntil = (change: Partial<Calendar>) =>
  dueOf({ kind: 'calendar', value: { ...calendar, ...change } }, undefined);

describe('what is due of a calendar', () => {
  it('the local midnight that ends its last day, for its owner', () => {
    const due = { what: 'coverage-end', nature: 'end', whose: ['registry'], isPublic: true };
    expect(dueUntil({})).to.deep.equal([{ ...due, time: '2026-12-31T16:00:00.000Z' }]);
    expect(dueUntil({ utcOffset: -300 })).to.deep.equal([{ ...due, time: '2027-01-01T05:00:00.000Z' }]);
  });

  it('nothing, where that midnight has no Time', () => {
    expect(dueUntil({ to: '9999-12-29' })).to.have.length(1);
    for (const to of ['9999-12-30', '9999-12-31']) expect(dueUntil({ to }), to).to.deep.equal([]);
  });

  it('while it is in force', () => {
    expect(dueRowsOf('calendar')).to.deep.equal([
      {
        what: 'coverage-end',
        nature: 'end',
        zh: '工作日历覆盖期届满',
        hasEnglish: true,
        in: ['in-force'],
        isPublic: true,
      },
    ]);
    expect(dueRowsOf('register')).to.deep.equal([]);
  });
});
