import type { Machine } from '../records/machine.js';
import { grantStatuses } from './grant.js';

/** Operation grants of public data. */
export const grantMachine = {
  kind: 'grant',
  statuses: grantStatuses,
  transitions: {},
} satisfies Machine<'grant'>;
