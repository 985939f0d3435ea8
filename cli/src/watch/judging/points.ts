import type { Checkpoint, RootHash } from '@quancheng/protocol';
import type { TileTree } from '@quancheng/sdk';
import type { Tick } from '@quancheng/verifier';
import type { LogSource } from '../sources/log-source.js';

/** A tree of a log that somebody vouches for: the log by its signature, or the ledger by an anchor. */
export interface Point {
  readonly size: number;
  readonly root: RootHash;
  /** Who showed it, for people. */
  readonly by: string;
  /** Whether it was known before the logs were looked at: an honest log then shows no less. */
  readonly isEarlier: boolean;
  /** The signed note; absent for the ledger's head. */
  readonly note?: string;
}

/** What a source shows of a log: a signed checkpoint, and the tiles below it. */
export interface Shown {
  readonly source: LogSource;
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly tree: TileTree;
}

/** How far the ledger has anchored a log. */
export interface AnchoredHead {
  readonly size: number;
  readonly root: RootHash;
  readonly tick: Tick;
}
