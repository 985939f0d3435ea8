/** When a block is cut. */
export interface BlockCutting {
  /** Transactions in a block at most. */
  readonly maxMessages: number;
  /** Bytes of envelopes in a block at most; one larger envelope makes a block of its own. */
  readonly maxBytes: number;
  /** Milliseconds for which an envelope waits for others at most, unless blocks before it are still being written. */
  readonly timeoutMs: number;
}

export const defaultBlockCutting: BlockCutting = {
  maxMessages: 500,
  maxBytes: 2 * 1024 * 1024,
  timeoutMs: 10,
};

/** Bytes of an envelope at most; the channel's configuration states it as AbsoluteMaxBytes. */
export const largestEnvelope = 10 * 1024 * 1024;
