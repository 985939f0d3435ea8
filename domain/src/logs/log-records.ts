import type { LedgerTime } from '../ticks/tick.js';

/** A key of a log: it signs checkpoints of size `from` and more, until the next key takes over at its own `from`. */
export interface LogKey {
  /** C2SP verifier key, whose name is the origin. */
  readonly verifierKey: string;
  readonly from: number;
}

export interface TreeHead {
  readonly size: number;
  /** Hex, 32 bytes. */
  readonly root: string;
}

/** A registered evidence log. State key `log/<origin>`. */
export interface LogRecord {
  readonly origin: string;
  /** The participant that registered it. */
  readonly operator: string;
  /** In the order of registration; `from` never falls. */
  readonly keys: readonly LogKey[];
  readonly head: TreeHead;
  /** How many anchors there are, the one of size 0 included. */
  readonly anchors: number;
  /** 1 when registered; every command adds one, an anchor doesn't. */
  readonly version: number;
  readonly registered: LedgerTime;
}

/** A tree head that the ledger fixed. State key `anchor/<origin>/<size>`; written once. */
export interface Anchor extends TreeHead {
  readonly origin: string;
  /** Size of the anchor before; absent in the first. */
  readonly previous?: number;
  /** 1 for the first, which has size 0. */
  readonly number: number;
  /** Hex SHA-256 of the checkpoint's text without signatures. */
  readonly note: string;
  readonly at: LedgerTime;
}
