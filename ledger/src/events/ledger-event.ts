/** An event that the contract set in a valid transaction. */
export interface LedgerEvent {
  /** `commands`, `anchored` or `ticked` (docs/specs/ledger.md). */
  readonly name: string;
  readonly blockNumber: bigint;
  readonly transactionId: string;
  /** The event's canonical JSON. */
  readonly payload: Uint8Array;
  /** What the transaction wrote under the contract's state keys; only where it was asked for. */
  readonly writes?: ReadonlyMap<string, Uint8Array>;
}

export interface EventOptions {
  /** First block whose events are wanted; without it, only what is committed from now on. */
  readonly fromBlock?: bigint;
  /** Gives with each event what its transaction wrote. The peer then sends whole blocks. */
  readonly withWrites?: boolean;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
  /** Called when the stream was lost. If no event had come yet and `fromBlock` is absent, some may be missed. */
  readonly onInterrupted?: (cause: unknown) => void;
}
