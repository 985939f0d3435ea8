import { equalBytes } from '@quancheng/protocol';
import type { IndexedSubmission, SubmissionIndex } from '../store/index.js';
import type { JournalRecord } from './check-journal.js';
import type { LogFindings } from './finding.js';

const LOOKED_UP_AT_ONCE = 1000;

/**
 * Holds the journal's submissions against the index: each key is found at its place, so none was taken twice, and the
 * index lacks at most the last ones.
 */
export class IndexCheck {
  readonly #index: SubmissionIndex;
  readonly #findings: LogFindings;
  /** First index of the submission that the index knows last. */
  readonly #last: number;
  #waiting: JournalRecord[] = [];
  #missing = 0;

  private constructor(index: SubmissionIndex, findings: LogFindings, last: number) {
    this.#index = index;
    this.#findings = findings;
    this.#last = last;
  }

  static async begin(index: SubmissionIndex, findings: LogFindings): Promise<IndexCheck> {
    return new IndexCheck(index, findings, (await index.last())?.first ?? -1);
  }

  async show(record: JournalRecord): Promise<void> {
    this.#waiting.push(record);
    if (this.#waiting.length >= LOOKED_UP_AT_ONCE) await this.#lookUp();
  }

  /** @param end the journal's, if it was read to its end */
  async finish(end: number | undefined): Promise<void> {
    await this.#lookUp();
    if (this.#missing > 0) this.#findings.note('INDEX_BEHIND', 'log/index', `${this.#missing} submissions`);
    if (end !== undefined && this.#last >= end) {
      const detail = `ends at ${end}, the index knows index ${this.#last}`;
      this.#findings.add('LOG_JOURNAL_CORRUPT', 'log/journal', detail);
    }
  }

  async #lookUp(): Promise<void> {
    const records = this.#waiting;
    this.#waiting = [];
    const found = await this.#index.find(records.map(({ frame }) => frame.key));
    for (const [place, record] of records.entries()) this.#compare(record, found[place]);
  }

  #compare({ frame, position }: JournalRecord, found: IndexedSubmission | undefined): void {
    const { key, first } = frame;
    if (found === undefined && first > this.#last) {
      this.#missing += 1;
      return;
    }
    if (found === undefined) {
      this.#findings.add('LOG_INDEX_CORRUPT', 'log/index', `lacks ${key}, index ${first}`);
    } else if (found.first !== first && found.first <= this.#last) {
      this.#findings.add('LOG_INDEX_CORRUPT', 'log/index', `${key} is at ${first} and at ${found.first}`);
    } else if (!isSame(found, frame.fingerprint, position)) {
      this.#findings.add('LOG_INDEX_CORRUPT', 'log/index', `${key} is elsewhere in the journal`);
    }
  }
}

function isSame(
  found: IndexedSubmission,
  fingerprint: Uint8Array,
  { segment, offset }: JournalRecord['position'],
): boolean {
  const { position } = found;
  return (
    equalBytes(found.fingerprint, fingerprint) && position.segment === segment && position.offset === offset
  );
}
