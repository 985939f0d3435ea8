import type { IndexedSubmission, SubmissionIndex } from '../store/index.js';
import { secondsSince } from './log-stages.js';
import type { StageMeter } from './log-stages.js';
import { SerialLoop } from './serial-loop.js';

/** Submissions that may wait for the index before `room` waits. */
const MAXIMUM_WAITING = 50_000;

/** Writes to the index behind the acknowledgements, as many submissions at once as have gathered. */
export class IndexWriter {
  readonly #index: SubmissionIndex;
  readonly #stage: StageMeter;
  readonly #onWritten: (submissions: readonly IndexedSubmission[]) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #loop = new SerialLoop(() => this.#writeAll());
  #waiting: IndexedSubmission[] = [];
  readonly #wakers: (() => void)[] = [];
  /** Entries whose submissions the index has. */
  #size: number;
  #hasFailed = false;

  constructor(
    index: SubmissionIndex,
    stage: StageMeter,
    size: number,
    onWritten: (submissions: readonly IndexedSubmission[]) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#index = index;
    this.#stage = stage;
    this.#size = size;
    this.#onWritten = onWritten;
    this.#onFailure = onFailure;
  }

  add(submissions: readonly IndexedSubmission[]): void {
    this.#waiting.push(...submissions);
    this.#stage.entered(entriesOf(submissions));
    this.#loop.kick();
  }

  /** Returns when few enough submissions wait. */
  async room(): Promise<void> {
    while (!this.#hasFailed && this.#waiting.length > MAXIMUM_WAITING) await this.#change();
  }

  /** Returns when the index has everything below a size, or writing failed. */
  async reaches(size: number): Promise<void> {
    while (!this.#hasFailed && this.#size < size) await this.#change();
  }

  /** Returns when nothing is being written. */
  idle(): Promise<void> {
    return this.#loop.idle();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#hasFailed) {
      const submissions = this.#waiting;
      this.#waiting = [];
      const start = performance.now();
      try {
        await this.#index.write(submissions);
        const last = submissions.at(-1);
        if (last !== undefined) this.#size = last.first + last.count;
        this.#stage.left(entriesOf(submissions), secondsSince(start));
        this.#onWritten(submissions);
      } catch (error) {
        this.#hasFailed = true;
        this.#stage.refused(entriesOf(submissions), error);
        this.#onFailure(error);
      }
      for (const wake of this.#wakers.splice(0)) wake();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve));
  }
}

function entriesOf(submissions: readonly IndexedSubmission[]): number {
  return submissions.reduce((sum, { count }) => sum + count, 0);
}
