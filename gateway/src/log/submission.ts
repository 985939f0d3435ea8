/** A submission's entries in C2SP entry-bundle form: each with its length in two bytes before it. */
export interface EntryBlock {
  readonly count: number;
  readonly bytes: Buffer;
  /** Where each entry's length begins, and the end of the last entry: count + 1 numbers. */
  readonly offsets: Uint32Array;
}

/**
 * What the evidence log takes. The log does not know statements: it keeps the body for ever, gives `count`
 * consecutive indexes to the entries that the submission derives, and answers a repetition with the first answer.
 */
export interface Submission {
  /** Unique idempotency key, 1 to 512 UTF-8 bytes; near time-ordered keys keep the index fast. */
  readonly key: string;
  /** 32 bytes; the same key with another fingerprint is refused. */
  readonly fingerprint: Uint8Array;
  /** Raw bytes, kept for ever. They are the log's until it has answered: the caller must not change them before. */
  readonly body: Uint8Array;
  /** How many entries it becomes, 1 to 2^32 − 1. */
  readonly count: number;
  /**
   * The entries, each at most 65,535 bytes (C2SP entry bundles). A pure function of the submission and `received`
   * (RFC 3339, UTC, milliseconds): after a crash they are derived again from the body and must be the same bytes.
   */
  entries(received: string): Iterable<Uint8Array>;
  /** The same in one block, where that costs less. Called once, since a second call may write over the first one's. */
  entryBlock?(received: string): EntryBlock;
}

/** Where a submission stands in the log: given once it is on disk, and the same for ever after. */
export interface Appended {
  /** Index of its first entry. */
  readonly first: number;
  readonly count: number;
  /** When it was sequenced: RFC 3339, UTC, milliseconds; never smaller than an earlier index's. */
  readonly received: string;
  /** True if it was there already. */
  readonly duplicate: boolean;
}

/** A submission as the journal gives it back. */
export interface StoredSubmission {
  readonly key: string;
  readonly body: Uint8Array;
  readonly first: number;
  readonly count: number;
  readonly received: string;
}

/** Submissions come many in a millisecond, and formatting a time costs more than remembering the last one. */
let lastFormatted = { milliseconds: 0, text: new Date(0).toISOString() };

/** Milliseconds since the epoch → `2026-11-23T08:00:01.234Z`. */
export function formatReceived(milliseconds: number): string {
  if (milliseconds !== lastFormatted.milliseconds) {
    lastFormatted = { milliseconds, text: new Date(milliseconds).toISOString() };
  }
  return lastFormatted.text;
}
