import type { RecordHead } from '../records/record.js';

export const priorityStatuses = ['running', 'used', 'withdrawn', 'lapsed'] as const;

/**
 * 优先查询: keeps a place in the ledger’s order for a lender who is about to lend, for a fixed window. State key
 * `priority/<name>`; every version is an entry of `pledges/<certificate>`, so that a search shows it.
 */
export interface Priority extends RecordHead {
  readonly status: (typeof priorityStatuses)[number];
  readonly certificate: string;
  readonly right: string;
  readonly portion: number;
  readonly exclusive: boolean;
  /** The lender. */
  readonly owner: string;
  /** Number of its first entry in `pledges/<certificate>`: the place that it keeps. */
  readonly order: number;
  /** End of the window; by time alone, whether or not anybody records it. */
  readonly until: string;
  /** The pledge that took the place. */
  readonly pledge?: string;
}
