import type { BlockFacts } from './block-facts.js';
import type { BlockReader } from './block-reader.js';

/** When blocks with valid transactions came, as one peer's stream of blocks shows them. */
export interface CommitWatch {
  /** Milliseconds of the performance clock. */
  readonly commits: readonly number[];
  /** Longest time between consecutive valid commits that ends after `from` and begins before `to`. */
  longestGap(from: number, to: number): number;
  close(): void;
}

export function watchCommits(reader: BlockReader): CommitWatch {
  const commits: number[] = [];
  const watching = (async () => {
    for await (const block of reader.blocks(0)) note(block, commits);
  })();
  // Closing it ends the stream with an error.
  watching.catch(() => undefined);
  return {
    commits,
    longestGap(from, to) {
      const gaps = commits
        .map((time, index) => ({ from: commits[index - 1] ?? time, to: time }))
        .filter((gap) => gap.to >= from && gap.from <= to);
      return Math.max(0, ...gaps.map((gap) => gap.to - gap.from));
    },
    close: () => reader.close(),
  };
}

function note(block: BlockFacts, commits: number[]): void {
  if (block.transactions.some(({ isValid, keys }) => isValid && keys.length > 0)) {
    commits.push(performance.now());
  }
}
