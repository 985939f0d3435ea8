import type { DueTable } from '../due/due-row.js';
import { ownerOf } from '../records/record-name.js';
import type { Report } from './report.js';

export const reportDue: DueTable<Report> = {
  rows: [
    {
      what: 'report-end',
      nature: 'end',
      title: { en: 'report is relied upon no longer', zh: '第三方报告有效期届满' },
      in: ['in-force', 'challenged'],
      isPublic: true,
      times: ({ validTo }) => [validTo],
      whose: ({ assessor, licence }) => [assessor, ownerOf(licence)],
    },
  ],
};
