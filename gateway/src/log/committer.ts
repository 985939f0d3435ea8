import type { IndexedSubmission } from '../store/index.js';
import type { EntryBlock } from './submission.js';
import type { Frame } from './frame.js';
import type { Journal } from './journal.js';
import { secondsSince } from './log-stages.js';
import type { LogStages } from './log-stages.js';
import type { Position } from './segment.js';
import { SerialLoop } from './serial-loop.js';
import type { StopLatch } from './stop-latch.js';

/** A numbered submission that is ready to be written. */
export interface Prepared {
  readonly frame: Frame;
  readonly block: EntryBlock;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A submission that is on the medium. */
export interface Committed {
  readonly stored: IndexedSubmission;
  readonly block: EntryBlock;
  readonly bodyLength: number;
  /** Where the journal has the submission after it. */
  readonly next: Position;
}

/** Bytes beyond which a group is not made larger: a larger one would keep its first submitters waiting. */
const GROUP_BYTES = 16 * 1024 * 1024;

/** Group commit: writes whatever is ready with one write and one sync, then acknowledges all of it. */
export class Committer {
  readonly #journal: Journal;
  readonly #latch: StopLatch;
  readonly #stages: LogStages;
  readonly #onCommitted: (group: readonly Committed[]) => void;
  readonly #loop = new SerialLoop(() => this.#commitAll());
  #ready: Prepared[] = [];

  constructor(
    journal: Journal,
    latch: StopLatch,
    stages: LogStages,
    onCommitted: (group: readonly Committed[]) => void,
  ) {
    this.#journal = journal;
    this.#latch = latch;
    this.#stages = stages;
    this.#onCommitted = onCommitted;
  }

  add(prepared: Prepared): void {
    this.#ready.push(prepared);
    this.#stages.write.entered(prepared.frame.count);
    this.#loop.kick();
  }

  /** Returns when nothing is left to commit. */
  idle(): Promise<void> {
    return this.#loop.idle();
  }

  async #commitAll(): Promise<void> {
    while (this.#ready.length > 0) {
      const group = this.#takeGroup();
      const start = performance.now();
      try {
        this.#latch.assertRunning();
        const positions = await this.#journal.append(group.map(({ frame }) => frame));
        this.#tellOf(group, start);
        this.#acknowledge(group, positions);
      } catch (error) {
        const failure = this.#latch.stop(error);
        this.#stages.write.refused(entriesOf(group), failure);
        for (const { reject } of group) reject(failure);
      }
    }
  }

  #takeGroup(): Prepared[] {
    let bytes = 0;
    let taken = 0;
    for (const { frame } of this.#ready) {
      bytes += frame.body.length;
      if (taken > 0 && bytes > GROUP_BYTES) break;
      taken += 1;
    }
    const group = this.#ready.slice(0, taken);
    this.#ready = this.#ready.slice(taken);
    return group;
  }

  #tellOf(group: readonly Prepared[], start: number): void {
    const bytes = group.reduce((sum, { frame }) => sum + frame.body.length, 0);
    const records = entriesOf(group);
    this.#stages.write.left(records, secondsSince(start));
    this.#stages.checkpoint.entered(records);
    this.#stages.onWritten({ submissions: group.length, bytes, syncSeconds: this.#journal.syncSeconds });
  }

  #acknowledge(group: readonly Prepared[], positions: readonly Position[]): void {
    const committed = group.map(({ frame, block }, place): Committed => {
      const { key, fingerprint, first, count, received, body } = frame;
      const position = positions[place] ?? this.#journal.end;
      const stored = { key, fingerprint, first, count, received, position };
      return { stored, block, bodyLength: body.length, next: positions[place + 1] ?? this.#journal.end };
    });
    for (const { resolve } of group) resolve();
    this.#onCommitted(committed);
  }
}

function entriesOf(group: readonly Prepared[]): number {
  return group.reduce((sum, { frame }) => sum + frame.count, 0);
}
