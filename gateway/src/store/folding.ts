import {
  isAfter,
  isTickEvent,
  type FoldedEvent,
  type RecordEvent,
  type RecordPosition,
  type TickEvent,
} from '../projections/record-event.js';
import { earliestDue, type KnownDue } from './due-changes.js';
import { nextDueTime, reachDue } from './due-reached.js';
import { changesOf } from './projection-changes.js';
import type { Operation } from './stored-record.js';
import { POSITION_KEY } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';

/** Raised when the layout or the folding changes: an older database is thrown away and folded anew. */
const FORM = 5;

/** How far the database has come. */
interface Progress {
  readonly form: number;
  readonly ledger: string;
  readonly position: RecordPosition | undefined;
  /** Changes so far, over all records. */
  readonly changes: number;
}

/** Applies the ledger's events to a database, each run of them all or nothing. */
export class Folding {
  readonly #database: ProjectionDatabase;
  #progress: Progress;
  /** Nothing that is pending is due before this time; undefined: nothing is pending. */
  #next: string | undefined;
  #reached: string | undefined;

  private constructor(database: ProjectionDatabase, progress: Progress, next: string | undefined) {
    this.#database = database;
    this.#progress = progress;
    this.#next = next;
  }

  /** @param ledger a database of another ledger, or of an older form, is emptied */
  static async open(database: ProjectionDatabase, ledger: string): Promise<Folding> {
    const begun: Progress = { form: FORM, ledger, position: undefined, changes: 0 };
    let progress = (await readProgress(database)) ?? begun;
    if (progress.form !== FORM || progress.ledger !== ledger) {
      await database.clear();
      progress = begun;
    }
    return new Folding(database, progress, await nextDueTime(database));
  }

  get position(): RecordPosition | undefined {
    return this.#progress.position;
  }

  get reached(): string | undefined {
    return this.#reached;
  }

  async apply(events: readonly FoldedEvent[]): Promise<void> {
    const known: KnownDue = new Map();
    let run: RecordEvent[] = [];
    for (const event of events) {
      if (!isTickEvent(event)) {
        run.push(event);
        this.#await(earliestDue(event, known));
      } else if (this.#isDue(event)) {
        // What came before the tick must be there.
        await this.#applyRecords(run, known);
        run = [];
        await this.#applyTick(event);
      } else this.#reached = event.reached;
    }
    await this.#applyRecords(run, known);
  }

  async #applyRecords(events: readonly RecordEvent[], known: KnownDue): Promise<void> {
    const { position, changes } = this.#progress;
    const fresh = position === undefined ? events : events.filter((each) => isAfter(each.position, position));
    const last = fresh.at(-1);
    if (last === undefined) return;
    const operations = await changesOf(this.#database, fresh, changes, known);
    await this.#write(operations, { position: last.position, changes: changes + fresh.length });
  }

  async #applyTick(event: TickEvent): Promise<void> {
    this.#reached = event.reached;
    const { operations, position } = await reachDue(this.#database, event);
    await this.#write(operations, position === undefined ? {} : { position });
    this.#next = await nextDueTime(this.#database);
  }

  #isDue({ reached }: TickEvent): boolean {
    return this.#next !== undefined && this.#next <= reached;
  }

  #await(time: string | undefined): void {
    if (time === undefined) return;
    if (this.#next === undefined || time < this.#next) this.#next = time;
  }

  async #write(operations: readonly Operation[], change: Partial<Progress>): Promise<void> {
    const next = { ...this.#progress, ...change };
    await this.#database.batch([
      ...operations,
      { type: 'put', key: POSITION_KEY, value: JSON.stringify(next) },
    ]);
    this.#progress = next;
  }
}

async function readProgress(database: ProjectionDatabase): Promise<Progress | undefined> {
  const [text]: (string | undefined)[] = await database.getMany([POSITION_KEY]);
  return text === undefined ? undefined : (JSON.parse(text) as Progress);
}
