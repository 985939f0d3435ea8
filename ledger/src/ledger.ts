import type { EndorsedAnswers } from './reads/endorsed-answers.js';
import type { LedgerEvent, EventOptions } from './events/ledger-event.js';

/** A transaction that the ledger has committed as valid. */
export interface CommittedTransaction {
  /** 64 hex digits. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** Bytes of the transaction as it was sent to be ordered. */
  readonly bytes: number;
  /** What the contract returned. */
  readonly result: string;
}

export interface SubmitOptions {
  /** Put the newest tick before the arguments, and take a fresh one when the transaction is tried again. */
  readonly atTick?: boolean;
  /** How often to try in all when the ledger changed meanwhile (default 5). */
  readonly attempts?: number;
  /** Who must endorse; default: whom the ledger's policy asks for. */
  readonly endorsingOrganisations?: readonly string[];
}

/** An endorsed read: what the organisations signed, and what it says. */
export interface EndorsedRead {
  /** The common.Payload bytes (docs/specs/ledger.md, Serialisation): proof for third parties. */
  readonly payload: Uint8Array;
  /** The answers as the payload gives them; not verified here. */
  readonly answers: EndorsedAnswers;
}

/**
 * The ledger as its clients see it: real Fabric or the embedded node, through the Fabric Gateway protocol.
 *
 * Contract errors arrive as QuanchengError with the contract's code. Beside them:
 * NETWORK_UNAVAILABLE, ENDORSEMENTS_DIFFER (nothing was submitted), TRANSACTION_INVALID, LEDGER_CONFLICT, OUTCOME_UNKNOWN.
 */
export interface Ledger {
  readonly channel: string;
  readonly chaincode: string;
  /** Runs a function on one peer; nothing is written and nothing is proven. */
  evaluate(functionName: string, args: readonly string[]): Promise<string>;
  /** Submits a transaction and waits until it is committed and valid. */
  submit(
    functionName: string,
    args: readonly (string | Uint8Array)[],
    options?: SubmitOptions,
  ): Promise<CommittedTransaction>;
  /** Answers to 1 to 64 state keys, as one peer sees them. */
  read(keys: readonly string[]): Promise<EndorsedAnswers>;
  /**
   * A read of 1 to 64 state keys that all configured organisations endorse and that is never submitted.
   * @param nonce 32 to 64 hex digits, the verifier's; random if absent
   */
  endorsedRead(keys: readonly string[], nonce?: string): Promise<EndorsedRead>;
  /** The contract's events, replayed from a block on if one is given; it reconnects by itself. */
  events(options?: EventOptions): AsyncIterable<LedgerEvent>;
  /** The newest tick's number, at most a second old. */
  currentTick(): Promise<number>;
  close(): void;
}
