import type { BlockPosition } from '../ledger/block-file.js';

/** How far work on the block files has come. */
export interface Progress {
  /** Blocks done. */
  readonly height: number;
  /** Bytes of block files done. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export type ProgressListener = (progress: Progress) => void;

/** Turns a block's position into bytes done, given the sizes of all block files. */
export function newByteProgress(
  sizes: readonly number[],
  listener: ProgressListener,
): (height: number, position: BlockPosition) => void {
  let totalBytes = 0;
  const starts = sizes.map((size) => (totalBytes += size) - size);
  return (height, { segment, offset, length }) => {
    listener({ height, bytes: (starts[segment] ?? 0) + offset + length, totalBytes });
  };
}
