import { committedEverywhere } from '../support/committed-everywhere.js';
import type { Exchange } from './exchange.js';
import type { Scenario } from './scenario.js';
import { type Session, type SessionOptions, openSession } from './session.js';
import type { ConformanceTarget } from './target.js';

/** A scenario that was played on a network. */
export interface Transcript {
  readonly scenario: string;
  readonly about: string;
  readonly outcome: unknown;
  readonly exchanges: readonly Exchange[];
}

/**
 * Plays a scenario and returns what happened, on the wire and for the client.
 * @param everywhere clients at the organisations' gateways, whose peers must commit what the scenario prepares
 */
export async function recordTranscript(
  target: ConformanceTarget,
  scenario: Scenario,
  everywhere: readonly Session[] = [],
): Promise<Transcript> {
  const exchanges: Exchange[] = [];
  const sessions: Session[] = [];
  const open = (into: Exchange[], options?: SessionOptions): Session => {
    const session = openSession(target, into, options);
    sessions.push(session);
    return session;
  };
  const prepare = async (name: string, ...words: string[]): Promise<void> => {
    const commit = await open([]).contract.submitAsync(name, { arguments: words });
    await committedEverywhere(everywhere, commit.getTransactionId());
    if (!(await commit.getStatus()).successful) throw new Error(`${name} is invalid`);
  };
  try {
    const outcome = await scenario.run({ target, prepare, open: (options) => open(exchanges, options) });
    return { scenario: scenario.name, about: scenario.about, outcome, exchanges };
  } catch (cause) {
    throw new Error(`scenario ${scenario.name} failed`, { cause });
  } finally {
    for (const session of sessions) {
      session.close();
    }
  }
}
