import { isWellFormed, QuanchengError } from '@quancheng/protocol';

import type { IndexedSubmission, SubmissionIndex } from '../store/index.js';
import { Committer } from './committer.js';
import type { Committed } from './committer.js';
import { deriveEntries, digestEntries } from './entry-block.js';
import { formatAppended, repeatInFlight, repeatStored } from './in-flight.js';
import type { InFlight } from './in-flight.js';
import { IndexWriter } from './index-writer.js';
import type { SequencedBlock } from './integrator.js';
import type { Journal } from './journal.js';
import { secondsSince } from './log-stages.js';
import type { LogStages } from './log-stages.js';
import { SerialLoop } from './serial-loop.js';
import type { StopLatch } from './stop-latch.js';
import type { Appended, Submission } from './submission.js';

export interface SequencerOptions {
  readonly journal: Journal;
  readonly index: SubmissionIndex;
  readonly latch: StopLatch;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Bytes of submissions held in memory beyond which further ones are refused. */
  readonly maximumHeldBytes: number;
  readonly stages: LogStages;
  /** Returns when what was sequenced has been worked off far enough, or that failed. */
  readonly room: () => Promise<void>;
  /** Takes over what is on the medium, in order. */
  readonly onSequenced: (block: SequencedBlock) => void;
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

const MAXIMUM_KEY_BYTES = 512;
const FINGERPRINT_LENGTH = 32;
const MAXIMUM_COUNT = 0xffff_ffff;
/** What a submission holds besides its body. */
const OVERHEAD_BYTES = 1024;
const LOOKUPS_AT_ONCE = 1024;

/**
 * Gives submissions their indexes: looks for repetitions, numbers and derives what is new, and hands it to the
 * committer, while the group before it is being written.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #committer: Committer;
  readonly #indexWriter: IndexWriter;
  readonly #loop = new SerialLoop(() => this.#prepareAll());
  readonly #inFlight = new Map<string, InFlight>();
  #queue: Waiting[] = [];
  #heldBytes = 0;
  #next: number;
  #received: number;
  #size: number;

  constructor(options: SequencerOptions) {
    const { journal, index, latch, stages } = options;
    this.#options = options;
    this.#next = journal.next;
    this.#size = journal.next;
    this.#received = journal.received;
    this.#committer = new Committer(journal, latch, stages, (group) => this.#onCommitted(group));
    const forget = (written: readonly { key: string }[]): void => {
      for (const { key } of written) this.#inFlight.delete(key);
    };
    const stop = (error: unknown): unknown => latch.stop(error);
    this.#indexWriter = new IndexWriter(index, stages.index, journal.next, forget, stop);
  }

  /** Entries on the medium. */
  get size(): number {
    return this.#size;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Returns when the submission is on the medium.
   * @throws IDEMPOTENCY_CONFLICT, LOG_BUSY, LOG_STORAGE_FAILED, LOG_FORK_REFUSED, LOG_SUBMISSION_INVALID
   */
  async append(submission: Submission): Promise<Appended> {
    this.#options.latch.assertRunning();
    assertSubmission(submission);
    const first = this.#inFlight.get(submission.key);
    if (first !== undefined) return repeatInFlight(first, submission);
    this.#options.stages.sequence.entered(submission.count);
    this.#hold(submission);
    const outcome = new Promise<Appended>((resolve, reject) => {
      this.#queue.push({ submission, resolve, reject });
    });
    this.#inFlight.set(submission.key, { fingerprint: submission.fingerprint, outcome });
    this.#loop.kick();
    return outcome;
  }

  /** Returns when everything appended is acknowledged, or rejected, and in the index. Nothing may be appended then. */
  async idle(): Promise<void> {
    await this.#loop.idle();
    await this.#committer.idle();
    await this.#indexWriter.idle();
  }

  /** Where a submission stands, once it is acknowledged; undefined if the log does not have it. */
  async find(key: string): Promise<Omit<Appended, 'duplicate'> | undefined> {
    const inFlight = await this.#inFlight.get(key)?.outcome.catch(() => undefined);
    if (inFlight !== undefined) return inFlight;
    const [stored] = await this.#options.index.find([key]);
    return stored && formatAppended(stored);
  }

  /** Returns when the index has everything below a size, or writing it failed. */
  indexed(size: number): Promise<void> {
    return this.#indexWriter.reaches(size);
  }

  async #prepareAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, LOOKUPS_AT_ONCE);
      const start = performance.now();
      const found = await this.#find(batch);
      let passed = 0;
      for (const [place, waiting] of batch.entries()) {
        if (await this.#prepare(waiting, found[place])) passed += waiting.submission.count;
      }
      this.#options.stages.sequence.left(passed, secondsSince(start));
    }
  }

  async #find(batch: readonly Waiting[]): Promise<(IndexedSubmission | undefined)[]> {
    try {
      return await this.#options.index.find(batch.map(({ submission }) => submission.key));
    } catch (error) {
      this.#options.latch.stop(error);
      return [];
    }
  }

  /** @returns whether it was not refused */
  async #prepare(waiting: Waiting, stored: IndexedSubmission | undefined): Promise<boolean> {
    try {
      if (stored === undefined) {
        await this.#number(waiting);
        return true;
      }
      this.#options.latch.assertRunning();
      const repeated = repeatStored(stored, waiting.submission);
      this.#forget(waiting.submission);
      waiting.resolve(repeated);
      return true;
    } catch (error) {
      this.#options.stages.sequence.refused(waiting.submission.count, error);
      this.#drop(waiting, error);
      return false;
    }
  }

  /** Entries are derived before the write: what cannot be integrated is never acknowledged. */
  async #number(waiting: Waiting): Promise<void> {
    await this.#options.room();
    await this.#indexWriter.room();
    this.#options.latch.assertRunning();
    const { key, fingerprint, body, count } = waiting.submission;
    const received = Math.max(this.#received, Math.floor(this.#options.clock()));
    const block = await deriveEntries(waiting.submission, received);
    const entriesDigest = digestEntries(block);
    const frame = { first: this.#next, count, received, key, fingerprint, entriesDigest, body };
    this.#next += count;
    this.#received = received;
    const resolve = (): void => waiting.resolve(formatAppended(frame));
    this.#committer.add({ frame, block, resolve, reject: (error) => this.#drop(waiting, error) });
  }

  #onCommitted(group: readonly Committed[]): void {
    this.#size = this.#options.journal.next;
    this.#indexWriter.add(group.map(({ stored }) => stored));
    for (const { block, next, bodyLength } of group) {
      const integrated = (): void => this.#release(bodyLength);
      this.#options.onSequenced({ block, next, integrated });
    }
  }

  #drop(waiting: Waiting, error: unknown): void {
    this.#forget(waiting.submission);
    waiting.reject(error);
  }

  /** A submission that did not get new indexes leaves nothing behind. */
  #forget({ key, body }: Submission): void {
    this.#inFlight.delete(key);
    this.#release(body.length);
  }

  #hold({ body, count }: Submission): void {
    const bytes = body.length + OVERHEAD_BYTES;
    if (this.#heldBytes > 0 && this.#heldBytes + bytes > this.#options.maximumHeldBytes) {
      const error = new QuanchengError('LOG_BUSY', `${this.#heldBytes} bytes are waiting`);
      this.#options.stages.sequence.refused(count, error);
      throw error;
    }
    this.#heldBytes += bytes;
  }

  #release(bodyLength: number): void {
    this.#heldBytes -= bodyLength + OVERHEAD_BYTES;
  }
}

function assertSubmission({ key, fingerprint, count }: Submission): void {
  const keyBytes = Buffer.byteLength(key);
  const isKey = keyBytes > 0 && keyBytes <= MAXIMUM_KEY_BYTES && isWellFormed(key);
  const isCount = Number.isInteger(count) && count > 0 && count <= MAXIMUM_COUNT;
  if (!isKey || !isCount || fingerprint.length !== FINGERPRINT_LENGTH) {
    throw new QuanchengError('LOG_SUBMISSION_INVALID', 'key, count or fingerprint is out of range');
  }
}
