import type { Appended, EvidenceLog, Head } from '@quancheng/gateway';
import { equalBytes } from '@quancheng/protocol';
import { expect } from 'chai';
import { expectPromisesKept, expectRepeated, rootOfServedEntries } from './check-log.js';
import { MemoryIndex } from './memory-index.js';
import { openLog } from './open-log.js';
import { SimulatedFiles, type Survival } from './simulated-files.js';
import { newSubmission } from './submissions.js';

const PADDING = 150;
/** Small, so that a short story begins several segments. */
const SEGMENT_BYTES = 3_000;
const DIRECTORY = '/data/log';

/** Entries of each submission, in rounds; every round is appended at once and then published. */
const ROUNDS: readonly (readonly number[])[] = [[1], [3, 1, 250, 2], [1, 1, 1], [300, 1]];

/**
 * A log on simulated files, with what the world outside remembers of it through every crash: acknowledgements, and the
 * published checkpoints that the ledger knows.
 */
export class CrashWorld {
  files = new SimulatedFiles();
  readonly acknowledged = new Map<string, Appended>();
  readonly #heads: Head[] = [];
  #index = new MemoryIndex();

  open(): Promise<EvidenceLog> {
    return openLog(DIRECTORY, {
      files: this.files,
      openIndex: () => Promise.resolve(this.#index),
      heads: () => Promise.resolve(this.#heads.slice(-1)),
      segmentBytes: SEGMENT_BYTES,
    });
  }

  /** Appends and publishes; ends early, without an error, when the power goes. */
  async live(): Promise<void> {
    try {
      const log = await this.open();
      for (const [round, counts] of ROUNDS.entries()) {
        await Promise.all(counts.map((count, place) => this.#append(log, `p/${round}-${place}`, count)));
        await this.#publish(log);
      }
      await log.close();
    } catch (error) {
      if (!this.#isDead) throw error;
    }
  }

  /** Ends the process, as kill -9 does. */
  async kill(random: () => number): Promise<void> {
    this.files = this.files.afterKill();
    this.#index = await this.#index.afterCrash(random);
  }

  async losePower(survival: Survival, random: () => number): Promise<void> {
    this.files = this.files.afterPowerLoss(survival, random);
    this.#index = await this.#index.afterCrash(random);
  }

  /** Opens the log after a crash and holds it against everything that was ever said. */
  async expectSound(): Promise<void> {
    const log = await this.open();
    const signed = this.#heads.at(-1)?.size ?? 0;
    expect(log.published?.checkpoint.size ?? 0, 'signed and forgotten').to.be.at.least(signed);
    for (const { size, root } of this.#heads) {
      expect(equalBytes(await log.rootAt(size), root), `root at ${size}`).to.equal(true);
    }
    await expectPromisesKept(log, this.acknowledged);
    await expectRepeated(log, this.acknowledged, PADDING);
    await this.#append(log, 'p/after', 2);
    await this.#publish(log);
    const { checkpoint } = await log.publish();
    const served = await rootOfServedEntries(
      (path) => Promise.resolve(this.files.contents(path)),
      log.publicDirectory,
      checkpoint.size,
    );
    expect(equalBytes(served, checkpoint.rootHash), 'root of the served entries').to.equal(true);
    await log.close();
  }

  get #isDead(): boolean {
    return this.files.operations >= this.files.powerLossAt;
  }

  async #append(log: EvidenceLog, key: string, count: number): Promise<void> {
    const appended = await log.append(newSubmission(key, count, PADDING));
    this.acknowledged.set(key, { ...appended, duplicate: false });
  }

  async #publish(log: EvidenceLog): Promise<void> {
    const { checkpoint } = await log.publish();
    this.#heads.push({ size: checkpoint.size, root: checkpoint.rootHash, holder: 'ledger' });
  }
}
