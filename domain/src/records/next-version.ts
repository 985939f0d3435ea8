import type { CommandHead } from '../commands/command.js';
import type { LedgerTime } from '../ticks/tick.js';
import { digestOf } from './collection.js';
import type { Contents, RecordHead } from './record.js';

/** The record's next version with new contents. */
export function nextVersion<Value extends RecordHead>(
  id: string,
  before: Value | undefined,
  contents: Contents<Value>,
  command: CommandHead,
  at: LedgerTime,
): Value {
  const head = {
    id,
    version: (before?.version ?? 0) + 1,
    at: laterOf(at, before?.at),
    command: command.digest,
    ...(before === undefined ? {} : { previous: digestOf(before) }),
  };
  // Contents is Value without the members of the head.
  return { ...contents, ...head } as unknown as Value;
}

/**
 * A command may name the tick before the one that the version before it named, and still come after it. The times of a
 * record's versions never fall, so that one version alone was in force at a moment.
 */
function laterOf(at: LedgerTime, before: LedgerTime | undefined): LedgerTime {
  return before !== undefined && before.tick > at.tick ? before : at;
}
