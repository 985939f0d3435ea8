/** A checkpoint of this log that the ledger has anchored. */
export interface AnchoredCheckpoint {
  readonly size: number;
  /** Size of the anchor before; undefined for the first, which is the empty tree's. */
  readonly previous: number | undefined;
  /** The signed note. */
  readonly note: string;
}
