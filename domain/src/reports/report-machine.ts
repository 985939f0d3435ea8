import type { Machine } from '../records/machine.js';
import { annulReport, challengeReport, dismissChallenge, withdrawReport } from './challenge-report.js';
import { reportStatuses } from './report.js';
import { signReport } from './sign-report.js';

/** Signed reports of third parties: valuation, compliance, quality, inspection. */
export const reportMachine = {
  kind: 'report',
  statuses: reportStatuses,
  transitions: {
    'report.sign': signReport,
    'report.challenge': challengeReport,
    'report.dismiss': dismissChallenge,
    'report.annul': annulReport,
    'report.withdraw': withdrawReport,
  },
} satisfies Machine<'report'>;
