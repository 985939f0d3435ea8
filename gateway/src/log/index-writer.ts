import type { IndexedSubmission, SubmissionIndex } from '../store/index.js';
import { SerialLoop } from './serial-loop.js';

/** Writes to the index behind the acknowledgements, as many submissions at once as have gathered. */
export class IndexWriter {
  readonly #index: SubmissionIndex;
  readonly #onWritten: (submissions: readonly IndexedSubmission[]) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #loop = new SerialLoop(() => this.#write());
  #waiting: IndexedSubmission[] = [];

  constructor(
    index: SubmissionIndex,
    onWritten: (submissions: readonly IndexedSubmission[]) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#index = index;
    this.#onWritten = onWritten;
    this.#onFailure = onFailure;
  }

  add(submissions: readonly IndexedSubmission[]): void {
    this.#waiting.push(...submissions);
    this.#loop.kick();
  }

  /** Returns when the index has everything added before, or writing failed. */
  settled(): Promise<void> {
    return this.#loop.idle();
  }

  async #write(): Promise<void> {
    const submissions = this.#waiting;
    if (submissions.length === 0) return;
    this.#waiting = [];
    try {
      await this.#index.write(submissions);
      this.#onWritten(submissions);
    } catch (error) {
      this.#onFailure(error);
    }
  }
}
