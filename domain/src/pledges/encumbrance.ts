import type { RecordHead } from '../records/record.js';

/** A pledge that lies on the certificate, from its contract until it ends. */
export interface Lien {
  readonly pledge: string;
  readonly pledgee: string;
  readonly right: string;
  readonly portion: number;
  readonly exclusive: boolean;
  /** Registry and number of its external registration. */
  readonly external?: { readonly registry: string; readonly number: string };
}

/** What a priority search keeps for its owner; nothing from `until` on. */
export interface Slot {
  readonly priority: string;
  readonly owner: string;
  readonly right: string;
  readonly portion: number;
  readonly exclusive: boolean;
  readonly until: string;
}

/**
 * What lies on a certificate, all of it in one value, so that of two who charge it at once one loses. State key
 * `encumbrance/<the certificate’s name>`; pledges and priority searches alone write it.
 */
export interface Encumbrance extends RecordHead {
  readonly status: 'encumbered' | 'free';
  /** In the order in which they were contracted. */
  readonly liens: readonly Lien[];
  readonly slots: readonly Slot[];
}
