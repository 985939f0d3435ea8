/** Note signature lines for one checkpoint, each ended. */
export interface Cosignatures {
  readonly size: number;
  readonly lines: string;
}

/** The same with what it says, so that nobody has to read it again. */
export interface MarkedCosignatures extends Cosignatures {
  /** Name and key hash of those whose lines these are. */
  readonly witnesses: readonly string[];
  /** Whether a quorum has cosigned this size, these included. */
  readonly isQuorum: boolean;
}

/**
 * The cosignatures that arrived, in the order of their sizes, which never fall; one size may have several. There may be
 * millions of them: nothing here holds them all.
 */
export interface CosignatureStore {
  /** The newest size that anybody has cosigned; undefined if there is none. */
  readonly newest: number | undefined;
  /** All lines for this size; empty if there are none. */
  read(size: number): Promise<string>;
  /** All that were added, in order. */
  all(): AsyncIterable<Cosignatures>;
  /** The newest size that has a line of this witness (name and key hash); 0 if there is none. */
  sizeOf(witness: string): number;
  /** The first size, this one at least, that a quorum has cosigned. */
  quorateFrom(size: number): Promise<number | undefined>;
  /** By which policy quorums are marked; undefined before `markQuorums`. */
  readonly policy: string | undefined;
  /** Marks these sizes, and no others, and remembers the policy. After a crash it may have to be done again. */
  markQuorums(policy: string, sizes: AsyncIterable<number>): Promise<void>;
  /** All or nothing, and on the medium when it returns. Errors are the system's. @throws LOG_CHECKPOINTS_CORRUPT if sizes fall */
  add(cosignatures: readonly MarkedCosignatures[]): Promise<void>;
  close(): Promise<void>;
}
