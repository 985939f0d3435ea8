import type { Machine } from '../records/machine.js';
import { dismissObjection, upholdObjection, withdrawObjection } from './end-objection.js';
import { objectionStatuses } from './objection.js';
import { raiseObjection } from './raise-objection.js';

/** Objections to certificates in public notice. Each carries its certificate along. */
export const objectionMachine = {
  kind: 'objection',
  statuses: objectionStatuses,
  transitions: {
    'objection.raise': raiseObjection,
    'objection.dismiss': dismissObjection,
    'objection.uphold': upholdObjection,
    'objection.withdraw': withdrawObjection,
  },
} satisfies Machine<'objection'>;
