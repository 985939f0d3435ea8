import type { Machine } from '../records/machine.js';
import { fileHold } from './file-hold.js';
import { holdStatuses } from './hold.js';
import {
  acknowledgeHold,
  decideHold,
  exportHold,
  notifyHold,
  releaseHold,
  withdrawHold,
} from './proceed-hold.js';

/** Holds of arbitration commissions on evidence. */
export const holdMachine = {
  kind: 'hold',
  statuses: holdStatuses,
  transitions: {
    'hold.file': fileHold,
    'hold.notify': notifyHold,
    'hold.acknowledge': acknowledgeHold,
    'hold.export': exportHold,
    'hold.decide': decideHold,
    'hold.withdraw': withdrawHold,
    'hold.release': releaseHold,
  },
} satisfies Machine<'hold'>;
