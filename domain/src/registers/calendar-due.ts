import { formatTime } from '@quancheng/protocol';
import type { DueTable } from '../due/due-row.js';
import { ownerOf } from '../records/record-name.js';
import type { Calendar } from './calendar.js';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
/** The end of a later day may have no Time. */
const LAST_DAY = '9999-12-30';

export const calendarDue: DueTable<Calendar> = {
  rows: [
    {
      what: 'coverage-end',
      nature: 'end',
      title: { en: 'last day that the calendar covers ends', zh: '工作日历覆盖期届满' },
      in: ['in-force'],
      isPublic: true,
      times: ({ to, utcOffset }) => [
        to >= LAST_DAY ? undefined : formatTime(Date.parse(to) + DAY - utcOffset * MINUTE),
      ],
      whose: ({ id }) => [ownerOf(id)],
    },
  ],
};
