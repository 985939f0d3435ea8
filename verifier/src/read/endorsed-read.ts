import type { JsonValue } from '@quancheng/protocol';

/** Where a state key was last written: block number and the transaction's place in it. */
export interface StateVersion {
  readonly block: number;
  readonly transaction: number;
}

/** What the ledger held under one key: null, and no version, if nothing. */
export interface Answer {
  readonly key: string;
  readonly value: JsonValue;
  readonly version?: StateVersion;
}

/** The ledger's coarse clock: not before `time`, and at most two tick periods after it. */
export interface Tick {
  readonly number: number;
  readonly time: string;
}

/** An endorsed read that verified: at `tick`, the ledger held these answers. */
export interface EndorsedRead {
  /** In the request's order, which is the byte order of keys. */
  readonly answers: readonly Answer[];
  readonly tick: Tick;
  /** The transaction's time: the client's claim, within 15 minutes of the endorsers' clocks. */
  readonly time: string;
  readonly transaction: string;
  readonly nonce: string;
  /** Version of the form that the answers have. */
  readonly stateVersion: number;
  /** Who endorsed, by operator, sorted. */
  readonly endorsers: readonly { readonly operator: string; readonly organisations: readonly string[] }[];
}

/** Negative if the left was written before the right, zero if by the same transaction. */
export function compareVersions(left: StateVersion, right: StateVersion): number {
  return left.block === right.block ? left.transaction - right.transaction : left.block - right.block;
}
