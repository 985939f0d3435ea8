import type { Machine } from '../records/machine.js';

/** Claims have no actions of their own: what claims them changes them. */
export const claimMachine: Machine<'claim'> = { kind: 'claim', statuses: ['held'], transitions: {} };
