import type { Version } from '../ledger/version.js';

/** One entry of a key's history in fabric-shim's shape. */
export interface KeyModification {
  readonly txId: string;
  readonly value: Buffer;
  readonly isDelete: boolean;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
}

/** Finds what the transaction at this version wrote to the key. */
export type HistoryReader = (key: string, version: Version) => Promise<KeyModification>;
