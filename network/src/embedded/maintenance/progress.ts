import type { BlockPosition } from '../ledger/block-file.js';

/** How far work on the block files has come. */
export interface LedgerProgress {
  /** Blocks done. */
  readonly height: number;
  /** Bytes of block files done. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export type LedgerProgressListener = (progress: LedgerProgress) => void;

/** Turns a block's position into bytes done, given the sizes of all block files. */
export function newByteProgress(
  sizes: readonly number[],
  listener: LedgerProgressListener,
): (height: number, position: BlockPosition) => void {
  let totalBytes = 0;
  const starts = sizes.map((size) => (totalBytes += size) - size);
  return (height, { segment, offset, length }) => {
    listener({ height, bytes: (starts[segment] ?? 0) + offset + length, totalBytes });
  };
}
