import { TILE_WIDTH } from '@quancheng/protocol';

import type { EntryBlock } from './submission.js';

/** Entries of one bundle, 1 to 256 of them, as the bytes of an entry bundle in parts. */
export interface Bundle {
  readonly index: number;
  readonly width: number;
  readonly parts: readonly Buffer[];
}

/** The last, incomplete entry bundle of a growing log. Entries are not copied while it grows. */
export class BundleGrowth {
  #index: number;
  #width: number;
  #parts: Buffer[];
  readonly #onFullBundle: (bundle: Bundle) => void;

  constructor(onFullBundle: (bundle: Bundle) => void, start: Bundle = { index: 0, width: 0, parts: [] }) {
    this.#onFullBundle = onFullBundle;
    this.#index = start.index;
    this.#width = start.width;
    this.#parts = [...start.parts];
  }

  /** Entries that still fit, 1 to 256. */
  get room(): number {
    return TILE_WIDTH - this.#width;
  }

  /** Adds entries [from, to) of a block, at most `room`. */
  append(block: EntryBlock, from: number, to: number): void {
    this.#parts.push(block.bytes.subarray(block.offsets[from], block.offsets[to]));
    this.#width += to - from;
    if (this.#width < TILE_WIDTH) return;
    const full = { index: this.#index, width: this.#width, parts: this.#parts };
    this.#index += 1;
    this.#width = 0;
    this.#parts = [];
    this.#onFullBundle(full);
  }

  /** The incomplete bundle; undefined if it has no entries. Copied into one part, so that no block is kept for it. */
  incompleteBundle(): Bundle | undefined {
    if (this.#width === 0) return undefined;
    const whole = Buffer.concat(this.#parts);
    this.#parts = [whole];
    return { index: this.#index, width: this.#width, parts: [whole] };
  }
}
