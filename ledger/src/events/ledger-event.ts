/** An event that the contract set in a valid transaction. */
export interface LedgerEvent {
  /** `commands`, `anchored` or `ticked` (docs/specs/ledger.md). */
  readonly name: string;
  readonly blockNumber: bigint;
  readonly transactionId: string;
  /** The event's canonical JSON. */
  readonly payload: Uint8Array;
}

export interface EventOptions {
  /** First block whose events are wanted; without it, only what is committed from now on. */
  readonly fromBlock?: bigint;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
  /** Called when the stream was lost. If no event had come yet and `fromBlock` is absent, some may be missed. */
  readonly onInterrupted?: (cause: unknown) => void;
}
