import type { AnchoredCheckpoint } from './anchored-checkpoint.js';

/**
 * The notes of all anchored checkpoints, in the order of their sizes. A note cannot be read back from the ledger, which
 * keeps its digest alone. There may be millions of them: nothing here reads or holds them all.
 */
export interface AnchorStore {
  /** Size of the newest anchor here; undefined if there is none. */
  readonly newest: number | undefined;
  /** Size of the first anchor that covers an entry's index. */
  sizeCovering(index: number): Promise<number | undefined>;
  /** Size of the newest anchor that is no larger. */
  sizeUpTo(size: number): Promise<number | undefined>;
  /** @throws VALUE_OUT_OF_RANGE if this size is not an anchor's; LOG_CHECKPOINTS_CORRUPT if it is not what `add` wrote */
  read(size: number): Promise<AnchoredCheckpoint>;
  /** The anchors beyond a size, in order. */
  beyond(size: number): AsyncIterable<AnchoredCheckpoint>;
  /**
   * All or nothing, and on the medium when it returns. Errors are the system's.
   * @throws LOG_CHECKPOINTS_CORRUPT unless sizes grow
   */
  add(anchors: readonly AnchoredCheckpoint[]): Promise<void>;
  /** Forgets the anchors beyond a size. */
  cut(size: number): Promise<void>;
  close(): Promise<void>;
}
