import type { Session, SessionOptions } from './session.js';
import type { ConformanceTarget } from './target.js';

/** What a scenario works with. */
export interface Stage {
  readonly target: ConformanceTarget;
  /** Opens a recorded session; it is closed when the scenario ends. */
  readonly open: (options?: SessionOptions) => Session;
  /** Submits a transaction that the scenario needs but does not tell of: it is not recorded. */
  readonly prepare: (name: string, ...words: string[]) => Promise<void>;
}

/** A small story on a network. Its outcome is what a client learns; the calls themselves are recorded beside it. */
export interface Scenario {
  readonly name: string;
  /** What it shows, in a sentence. */
  readonly about: string;
  run(stage: Stage): Promise<unknown>;
}
