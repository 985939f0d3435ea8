import type { Machine } from '../records/machine.js';
import { accrueRevenue, correctRevenue } from './accrue-revenue.js';
import { revenueStatuses } from './revenue.js';
import {
  approveRevenue,
  auditRevenue,
  payRevenue,
  reconcileRevenue,
  returnRevenue,
} from './settle-revenue.js';

/** Revenue of operating public data, product by product and period by period. */
export const revenueMachine = {
  kind: 'revenue',
  statuses: revenueStatuses,
  transitions: {
    'revenue.accrue': accrueRevenue,
    'revenue.correct': correctRevenue,
    'revenue.reconcile': reconcileRevenue,
    'revenue.return': returnRevenue,
    'revenue.approve': approveRevenue,
    'revenue.pay': payRevenue,
    'revenue.audit': auditRevenue,
  },
} satisfies Machine<'revenue'>;
