import {
  isAfter,
  isTickEvent,
  type FoldedEvent,
  type RecordPosition,
  type TickEvent,
} from '../projections/record-event.js';
import { nextDueTime, reachDue } from './due-reached.js';
import { judgeAlone, judgeGoverned, type JudgedEvent } from './judged-event.js';
import { readPresent, writeChanges } from './projection-changes.js';
import { POSITION_KEY } from './projection-keys.js';
import type { ProjectionBatch, ProjectionDatabase } from './projection-database.js';

/** Raised when the layout or the folding changes: an older database is thrown away and folded anew. */
const FORM = 6;

/** How far the database has come. */
interface Progress {
  readonly form: number;
  readonly ledger: string;
  readonly position: RecordPosition | undefined;
  /** Changes so far, over all records. */
  readonly changes: number;
  /** Time up to which all that was due has been told, but for what was late; absent before the first. */
  readonly told?: string;
}

/** Applies the ledger's events to a database, each run of them all or nothing. */
export class Folding {
  readonly #database: ProjectionDatabase;
  #progress: Progress;
  /** Nothing is to be told before this time; undefined: nothing is. */
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
    return new Folding(database, progress, await nextDueTime(database, progress.told));
  }

  get position(): RecordPosition | undefined {
    return this.#progress.position;
  }

  get reached(): string | undefined {
    return this.#reached;
  }

  async apply(events: readonly FoldedEvent[]): Promise<void> {
    let run: JudgedEvent[] = [];
    for (const event of events) {
      if (!isTickEvent(event)) {
        const judged = judgeAlone(event);
        run.push(judged);
        // What another record governs may be due at any time.
        this.#await(judged.governedBy === undefined ? judged.due[0]?.time : '');
      } else if (this.#isDue(event)) {
        // What came before the tick must be there.
        await this.#applyRecords(run);
        run = [];
        await this.#applyTick(event);
      } else this.#reached = event.reached;
    }
    await this.#applyRecords(run);
  }

  async #applyRecords(events: readonly JudgedEvent[]): Promise<void> {
    const { position, changes, told } = this.#progress;
    const fresh =
      position === undefined ? events : events.filter(({ event }) => isAfter(event.position, position));
    const last = fresh.at(-1);
    if (last === undefined) return;
    const [judged, present] = await Promise.all([
      judgeGoverned(this.#database, fresh),
      readPresent(this.#database, fresh),
    ]);
    await this.#write((batch) => writeChanges(batch, judged, { present, changes, told }), {
      position: last.event.position,
      changes: changes + fresh.length,
    });
  }

  async #applyTick(event: TickEvent): Promise<void> {
    this.#reached = event.reached;
    const { told = '' } = this.#progress;
    const { write, position } = await reachDue(this.#database, event, this.#progress.told);
    await this.#write(write, {
      // A tick that comes again after a later one takes nothing back.
      told: event.reached > told ? event.reached : told,
      ...(position === undefined ? {} : { position }),
    });
    this.#next = await nextDueTime(this.#database, this.#progress.told);
  }

  #isDue({ reached }: TickEvent): boolean {
    return this.#next !== undefined && this.#next <= reached;
  }

  #await(time: string | undefined): void {
    if (time === undefined) return;
    if (this.#next === undefined || time < this.#next) this.#next = time;
  }

  async #write(fill: (batch: ProjectionBatch) => void, change: Partial<Progress>): Promise<void> {
    const next = { ...this.#progress, ...change };
    const batch = this.#database.batch();
    try {
      fill(batch);
      batch.put(POSITION_KEY, JSON.stringify(next));
      // Synced: after a loss of power LevelDB may go on behind a write that it lost (docs/decisions/0007-evidence-log-on-disk.md).
      await batch.write({ sync: true });
    } finally {
      await batch.close();
    }
    this.#progress = next;
  }
}

async function readProgress(database: ProjectionDatabase): Promise<Progress | undefined> {
  const [text]: (string | undefined)[] = await database.getMany([POSITION_KEY]);
  return text === undefined ? undefined : (JSON.parse(text) as Progress);
}
