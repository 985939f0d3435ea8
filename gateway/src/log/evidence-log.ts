import { isQuanchengError, QuanchengError } from '@quancheng/protocol';
import type { Checkpoint, RootHash } from '@quancheng/protocol';

import type { SubmissionIndex } from '../store/index.js';
import type { Integrator } from './integrator.js';
import type { Journal } from './journal.js';
import type { Publisher } from './publisher.js';
import { assertIndexBelow } from './ranges.js';
import type { Sequencer } from './sequencer.js';
import { servedFile } from './served-file.js';
import type { ServedFile } from './served-file.js';
import type { StopLatch } from './stop-latch.js';
import { formatReceived } from './submission.js';
import type { Appended, StoredSubmission, Submission } from './submission.js';
import type { TileStore } from './tile-store.js';
import type { TreeReader } from './tree-reader.js';

/** A checkpoint as the log signed it. */
export interface PublishedCheckpoint {
  /** C2SP signed note. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** What opening had to do after a crash. */
export interface RecoveryReport {
  /** Bytes of a torn last write that were cut off. Nobody was promised them. */
  readonly truncatedBytes: number;
  readonly submissionsReplayedToIndex: number;
  readonly entriesReplayedToTree: number;
}

export interface EvidenceLogParts {
  readonly publicDirectory: string;
  readonly journal: Journal;
  readonly index: SubmissionIndex;
  readonly latch: StopLatch;
  readonly sequencer: Sequencer;
  readonly integrator: Integrator;
  readonly reader: TreeReader;
  readonly tiles: TileStore;
  readonly publisher: Publisher;
  readonly recovery: RecoveryReport;
}

/**
 * The evidence log: an append-only RFC 6962 log of submissions, served as C2SP tlog-tiles. What it acknowledged is on
 * the medium; what it signed contains everything that it or others ever saw signed. Indexes and sizes are safe
 * integers. Opened by `openEvidenceLog`.
 */
export class EvidenceLog {
  readonly #parts: EvidenceLogParts;
  #publishing: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(parts: EvidenceLogParts) {
    this.#parts = parts;
  }

  /** Folder to be served: `checkpoint` and `tile/…`. */
  get publicDirectory(): string {
    return this.#parts.publicDirectory;
  }

  get recovery(): RecoveryReport {
    return this.#parts.recovery;
  }

  /** Entries acknowledged. */
  get size(): number {
    return this.#parts.sequencer.size;
  }

  /** Entries in the tree: proofs can be made up to this size. */
  get integratedSize(): number {
    return this.#parts.integrator.size;
  }

  /** Bytes of submissions that are held in memory on their way through the log. */
  get heldBytes(): number {
    return this.#parts.sequencer.heldBytes;
  }

  /** Why the log takes nothing more until it is opened again; undefined while it does. */
  get failure(): QuanchengError | undefined {
    return this.#parts.latch.failure;
  }

  /** The checkpoint published last; undefined before the first. */
  get published(): PublishedCheckpoint | undefined {
    return this.#parts.publisher.signed;
  }

  /**
   * Returns when the submission is on the medium, with the first answer if the same one was appended before.
   * @throws IDEMPOTENCY_CONFLICT, LOG_BUSY, LOG_CLOSED, LOG_STORAGE_FAILED, LOG_FORK_REFUSED, LOG_SUBMISSION_INVALID
   */
  async append(submission: Submission): Promise<Appended> {
    this.#assertOpen();
    return this.#parts.sequencer.append(submission);
  }

  /**
   * Signs and publishes a checkpoint of everything acknowledged; the last one if there is nothing new. Refuses, and
   * stops the log, where others hold a head that our tree does not contain.
   * @throws LOG_FORK_REFUSED, LOG_HEADS_UNKNOWN (later perhaps), LOG_STORAGE_FAILED, LOG_CLOSED
   */
  async publish(): Promise<PublishedCheckpoint> {
    this.#assertOpen();
    const turn = this.#publishing.then(() => this.#publish());
    this.#publishing = turn.catch(() => undefined);
    return turn;
  }

  /** Where a submission stands; undefined if the log does not have it. */
  async lookup(key: string): Promise<Omit<Appended, 'duplicate'> | undefined> {
    const found = await this.#parts.sequencer.find(key);
    return found && { first: found.first, count: found.count, received: found.received };
  }

  /** The submission that an index belongs to. @throws LOG_INDEX_UNKNOWN, LOG_JOURNAL_CORRUPT */
  async record(index: number): Promise<StoredSubmission> {
    assertIndexBelow(index, this.size);
    await this.#parts.sequencer.indexed(index + 1);
    const found = await this.#parts.index.at(index);
    // Only if writing the index failed, and with it the log stopped.
    if (found === undefined || index >= found.first + found.count) throw this.#parts.latch.stop('index');
    const { key, body, first, count, received } = await this.#parts.journal.read(found.position);
    return { key, body, first, count, received: formatReceived(received) };
  }

  /** An entry's bytes, once it is in the tree. @throws LOG_INDEX_UNKNOWN */
  entry(index: number): Promise<Uint8Array> {
    return this.#parts.reader.entry(index);
  }

  /** The integrated tree's root at a size. @throws LOG_INDEX_UNKNOWN */
  rootAt(size: number): Promise<RootHash> {
    return this.#parts.reader.rootAt(size);
  }

  /** RFC 6962 section 2.1.1, siblings from the leaf upwards. @throws LOG_INDEX_UNKNOWN */
  inclusionProof(index: number, size: number): Promise<Uint8Array[]> {
    return this.#parts.reader.inclusionProof(index, size);
  }

  /** RFC 6962 section 2.1.2. @throws LOG_INDEX_UNKNOWN */
  consistencyProof(oldSize: number, newSize: number): Promise<Uint8Array[]> {
    return this.#parts.reader.consistencyProof(oldSize, newSize);
  }

  /** The file for a request path below the log's prefix; undefined if there is none. */
  servedFile(path: string): ServedFile | undefined {
    return this.published && servedFile(path, this.published.checkpoint.size);
  }

  /** Finishes what was appended, without publishing it, and gives the folder free. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #publish(): Promise<PublishedCheckpoint> {
    const { latch, publisher } = this.#parts;
    latch.assertRunning();
    try {
      return await publisher.publish();
    } catch (error) {
      // Not knowing the heads passes; everything else is for a person to look at.
      if (isQuanchengError(error, 'LOG_HEADS_UNKNOWN')) throw error;
      throw latch.stop(error);
    }
  }

  async #close(): Promise<void> {
    const { sequencer, integrator, tiles, journal, index, latch } = this.#parts;
    await this.#publishing;
    await sequencer.idle();
    // What fails here has stopped the log already, or is derived again when it is opened.
    await integrator.settled().catch(() => undefined);
    await tiles.idle();
    try {
      await (latch.failure === undefined ? journal.close() : journal.abandon());
    } catch (error) {
      throw latch.stop(error);
    } finally {
      await index.close();
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new QuanchengError('LOG_CLOSED', 'the log is closing or closed');
  }
}
