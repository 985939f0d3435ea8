import type { RecordHead } from '../records/record.js';

/** How far a collection had grown: its head as it was. */
export interface Extent {
  readonly count: number;
  /** Digest of the last entry; absent where there was none. */
  readonly last?: string;
}

/**
 * 查询: a lender’s search over one certificate, itself on record, so that it is known who searched when. State key
 * `search/<name>`; every version is an entry of `searches/<certificate>`. It states what the register showed in the very
 * transaction that wrote it, by the heads of collections whose entries never change.
 */
export interface Search extends RecordHead {
  readonly status: 'made';
  readonly certificate: string;
  readonly searcher: string;
  /** The certificate’s version, its freezes and openness to objection included. */
  readonly certificateVersion: number;
  /** `pledges/<certificate>`: pledges, contracted ones included, and priority searches. Count 0: positively none. */
  readonly pledges: Extent;
  /** `holds/<certificate>`. */
  readonly holds: Extent;
}
