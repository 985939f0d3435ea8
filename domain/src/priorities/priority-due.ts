import type { DueTable } from '../due/due-row.js';
import type { Priority } from './priority.js';

/** What is due of a priority search. */
export const priorityDue: DueTable<Priority> = {
  rows: [
    {
      what: 'priority-window',
      nature: 'end',
      title: { en: 'place is kept until then', zh: '优先查询期届满' },
      in: ['running'],
      times: ({ until }) => [until],
      whose: ({ owner }) => [owner],
    },
  ],
};
