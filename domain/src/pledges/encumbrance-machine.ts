import type { Machine } from '../records/machine.js';

/** Encumbrances have no actions of their own. */
export const encumbranceMachine: Machine<'encumbrance'> = {
  kind: 'encumbrance',
  statuses: ['encumbered', 'free'],
  transitions: {},
};
