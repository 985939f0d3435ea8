import type { KeyId } from '@quancheng/protocol';
import type { LedgerRecord } from '../genesis/ledger-record.js';
import type { LedgerTime } from '../ticks/tick.js';

/** Who signs a command as what. */
export interface CommandSigner {
  readonly key: KeyId;
  readonly participant: string;
  readonly role: string;
}

/** What every command has, whatever its action (docs/specs/statements.md). */
export interface CommandHead {
  readonly id: string;
  /** The first signer's: it scopes the id. */
  readonly participant: string;
  readonly target: string;
  readonly expectedVersion: number;
  /** Sorted by key. */
  readonly signers: readonly CommandSigner[];
  /** Statement digest: hex SHA-256. */
  readonly digest: string;
}

/** What a state machine may know besides the command and its target's state. */
export interface CommandContext {
  readonly ledger: LedgerRecord;
  readonly at: LedgerTime;
}

/** What happened, for whoever follows the ledger's events. */
export interface CommandEvent {
  readonly action: string;
  readonly target: string;
  /** New versions of records with a state machine, each of which names its command. A follower finds the values among what the transaction wrote. */
  readonly records?: readonly RecordChange[];
}

/** Under which state key a record got which version. */
export interface RecordChange {
  readonly key: string;
  readonly version: number;
}
