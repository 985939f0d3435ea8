import { endOfDays, endOfWorkingDays } from '@quancheng/domain';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';

/** 2026’s National Day as it might be published: eight days off, two Saturdays or Sundays worked. */
const calendar = {
  utcOffset: 480,
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'],
  workdays: ['2026-09-27', '2026-10-10'],
  from: '2026-09-01',
  to: '2026-10-31',
};

/** The day, in local time, that the period’s end closes. */
function lastDay(time: string, count: number): string {
  const end = Date.parse(endOfWorkingDays(time, count, calendar)) + 8 * 3600_000;
  expect(end % 86_400_000).to.equal(0);
  return new Date(end - 1).toISOString().slice(0, 10);
}

describe('periods of working days', () => {
  it('do not count their first day', () => {
    // A Tuesday, morning and late evening in Jinan.
    expect(lastDay('2026-09-14T16:00:00.000Z', 1)).to.equal('2026-09-16');
    expect(lastDay('2026-09-15T15:59:59.999Z', 1)).to.equal('2026-09-16');
    // It is Wednesday there already.
    expect(lastDay('2026-09-15T16:00:00.000Z', 1)).to.equal('2026-09-17');
  });

  it('pass over Saturdays and Sundays, unless these are worked, and over holidays', () => {
    const days: Readonly<Record<number, string>> = {
      1: '2026-09-24',
      2: '2026-09-25',
      // Sunday 27 is worked.
      3: '2026-09-27',
      4: '2026-09-28',
      6: '2026-09-30',
      // After the holidays.
      7: '2026-10-09',
      8: '2026-10-10',
      9: '2026-10-12',
    };
    for (const [count, day] of Object.entries(days)) {
      expect(lastDay('2026-09-23T08:00:00.000Z', Number(count)), count).to.equal(day);
    }
  });

  it('of no days end with their first day, whatever day that is', () => {
    expect(lastDay('2026-10-03T08:00:00.000Z', 0)).to.equal('2026-10-03');
  });

  it('are not computed beyond what the calendar covers', () => {
    expect(lastDay('2026-10-29T08:00:00.000Z', 1)).to.equal('2026-10-30');
    for (const time of ['2026-10-30T08:00:00.000Z', '2026-08-28T08:00:00.000Z']) {
      expect(() => endOfWorkingDays(time, 1, calendar)).to.satisfy((run: () => void) => {
        try {
          run();
          return false;
        } catch (error) {
          return isQuanchengError(error, 'CALENDAR_EXCEEDED');
        }
      });
    }
    // The first day that it covers is a Tuesday, and the last may be a working day, too.
    expect(lastDay('2026-08-31T08:00:00.000Z', 1)).to.equal('2026-09-01');
    const upTo = { ...calendar, to: '2026-10-30' };
    expect(endOfWorkingDays('2026-10-29T08:00:00.000Z', 1, upTo)).to.equal('2026-10-30T16:00:00.000Z');
  });

  it('of calendar days end at local midnight', () => {
    expect(endOfDays('2026-09-23T08:00:00.000Z', 0, calendar)).to.equal('2026-09-23T16:00:00.000Z');
    expect(endOfDays('2026-09-23T15:59:59.999Z', 365, calendar)).to.equal('2027-09-23T16:00:00.000Z');
    expect(endOfDays('2026-09-23T16:00:00.000Z', 1, calendar)).to.equal('2026-09-25T16:00:00.000Z');
    expect(endOfDays('2026-09-23T08:00:00.000Z', 1, { utcOffset: -300 })).to.equal(
      '2026-09-25T05:00:00.000Z',
    );
  });
});
