import type { Records } from '../state/records.js';

/** Kinds of records that have a state machine. */
export type MachineKind = {
  [Kind in keyof Records]: Records[Kind] extends { readonly status: string } ? Kind : never;
}[keyof Records];
