import type { LedgerTime } from '../ticks/tick.js';

/** What every record of the registers has. Each version is kept under a key of its own, for ever. */
export interface RecordHead {
  /** `<ParticipantId>/<RecordId>`: the participant that created it, and its own name for it. */
  readonly id: string;
  readonly status: string;
  /** 1 for the first. */
  readonly version: number;
  /** When this version came to be. */
  readonly at: LedgerTime;
  /** Statement digest of the command that caused this version. */
  readonly command: string;
  /** Hex SHA-256 of the canonical JSON of the version before; absent in the first. */
  readonly previous?: string;
}

/** A record's contents: what a transition decides. The framework adds the rest. */
export type Contents<Value extends RecordHead> = Omit<Value, Exclude<keyof RecordHead, 'status'>>;

/** A record without what the framework adds: what the next version starts from. */
export function contentsOf<Value extends RecordHead>(value: Value): Contents<Value> {
  const { id, version, at, command, previous, ...contents } = value;
  return contents;
}
