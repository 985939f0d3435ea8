import type { CutStore } from './cut-store.js';

/** Something that grows: a file of rows, or a folder of documents. */
export interface Followed {
  readonly source: string;
  /**
   * Keeps what has come, one cut at a time.
   * @returns whether there was something; then there may be more
   */
  collect(store: CutStore): Promise<boolean>;
}
