/** What the index keeps of a submission; times in ms. */
export interface IndexedSubmission {
  readonly key: string;
  readonly fingerprint: Uint8Array;
  readonly first: number;
  readonly count: number;
  readonly received: number;
  /** Where the journal has it. */
  readonly position: { readonly segment: number; readonly offset: number };
}

/**
 * Finds submissions by key and by index. Derived from the journal: a write need not be durable, but what survives a
 * crash is what some number of the first writes made, never a later write without an earlier one.
 */
export interface SubmissionIndex {
  /** The submissions of these keys, in the keys' order. */
  find(keys: readonly string[]): Promise<(IndexedSubmission | undefined)[]>;
  /** The submission with the greatest first index that is not above this one. */
  at(index: number): Promise<IndexedSubmission | undefined>;
  /** The submission written last. */
  last(): Promise<IndexedSubmission | undefined>;
  /** All or nothing; in the order of first indexes. */
  write(submissions: readonly IndexedSubmission[]): Promise<void>;
  close(): Promise<void>;
}
