import type { LedgerTime } from '../ticks/tick.js';

/** What a command did: the target's version after it, and when. */
export interface CommandResult {
  readonly version: number;
  readonly at: LedgerTime;
  /** Code of a denial: the request was put on record, and what it asked for was not granted. */
  readonly denied?: string;
}

/** Remembers a command that was carried out. State key `command/<ParticipantId>/<RecordId>`; written once. */
export interface CommandReceipt {
  /** Statement digest. */
  readonly digest: string;
  readonly result: CommandResult;
}
