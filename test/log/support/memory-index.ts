import type { IndexedSubmission, SubmissionIndex } from '@quancheng/gateway';

/** An index in memory that remembers its writes, so that a crash can forget the last of them. */
export class MemoryIndex implements SubmissionIndex {
  readonly #writes: (readonly IndexedSubmission[])[] = [];
  readonly #byKey = new Map<string, IndexedSubmission>();
  readonly #byFirst: IndexedSubmission[] = [];

  find(keys: readonly string[]): Promise<(IndexedSubmission | undefined)[]> {
    return Promise.resolve(keys.map((key) => this.#byKey.get(key)));
  }

  at(index: number): Promise<IndexedSubmission | undefined> {
    return Promise.resolve(this.#byFirst.findLast(({ first }) => first <= index));
  }

  last(): Promise<IndexedSubmission | undefined> {
    return Promise.resolve(this.#byFirst.at(-1));
  }

  write(submissions: readonly IndexedSubmission[]): Promise<void> {
    this.#writes.push(submissions);
    for (const submission of submissions) {
      this.#byKey.set(submission.key, submission);
      this.#byFirst.push(submission);
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What is left after a crash: some number of the first writes. */
  async afterCrash(random: () => number): Promise<MemoryIndex> {
    const survivor = new MemoryIndex();
    const kept = Math.floor(random() * (this.#writes.length + 1));
    for (const write of this.#writes.slice(0, kept)) await survivor.write(write);
    return survivor;
  }
}
