import type { Machine } from '../records/machine.js';
import { deliverUse } from './deliver-use.js';
import { deleteUse, retainUse } from './end-use.js';
import { lapseUse, openUse } from './open-use.js';
import { requestUse } from './request-use.js';
import { useStatuses } from './use.js';

/** Uses of consents. */
export const useMachine: Machine<'use'> = {
  kind: 'use',
  statuses: useStatuses,
  transitions: {
    'use.request': requestUse,
    'use.deliver': deliverUse,
    'use.open': openUse,
    'use.lapse': lapseUse,
    'use.delete': deleteUse,
    'use.retain': retainUse,
  },
};
