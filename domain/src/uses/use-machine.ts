import type { Machine } from '../records/machine.js';
import { isRecordName } from '../records/record-name.js';
import { collectionKey, recordKey } from '../state/state-key.js';
import { deliverUse } from './deliver-use.js';
import { deleteUse, retainUse } from './end-use.js';
import { lapseUse, openUse } from './open-use.js';
import { requestUse } from './request-use.js';
import { useStatuses } from './use.js';

/** Uses of consents. */
export const useMachine = {
  kind: 'use',
  statuses: useStatuses,
  foresee: (body, target) => {
    const consent = target?.consent ?? body['consent'];
    if (typeof consent !== 'string' || !isRecordName(consent)) return [];
    return [
      recordKey('consent', consent),
      recordKey('consumption', consent),
      collectionKey(`uses/${consent}`),
    ];
  },
  transitions: {
    'use.request': requestUse,
    'use.deliver': deliverUse,
    'use.open': openUse,
    'use.lapse': lapseUse,
    'use.delete': deleteUse,
    'use.retain': retainUse,
  },
} satisfies Machine<'use'>;
