import type { JsonObject } from '@quancheng/protocol';

/**
 * One deposit on its way: what was signed is stored before it is sent, and its acknowledgement afterwards. So a
 * process that was killed at any moment goes on with the very bytes of the first time, and nothing is doubled.
 * Whatever is saved is on disk when the call returns.
 */
export interface Outbox {
  /** The deposit, if one was begun. */
  job(): Promise<OutboxJob | undefined>;
  /** Begins a deposit; units and acknowledgements of an earlier one are dropped. */
  begin(job: OutboxJob): Promise<void>;
  /** Notes a change of the deposit; its units stay. */
  saveJob(job: OutboxJob): Promise<void>;
  saveUnit(sequence: number, unit: OutboxUnit): Promise<void>;
  unit(sequence: number): Promise<OutboxUnit | undefined>;
  /** Forgets a unit that the gateway has refused for good; it will be signed anew under the same id. */
  dropUnit(sequence: number): Promise<void>;
  acknowledge(sequence: number, acknowledgement: OutboxAcknowledgement): Promise<void>;
  acknowledgement(sequence: number): Promise<OutboxAcknowledgement | undefined>;
  close(): Promise<void>;
}

/** What is deposited, from which file, and with which options. */
export interface OutboxJob {
  readonly schema: 'quancheng/outbox/v1';
  /** Random; the ids of its records begin with it. */
  readonly id: string;
  readonly kind: 'document' | 'rows';
  /** The file's path when the deposit was begun. */
  readonly path: string;
  /** The evidence files' path without their endings. */
  readonly output: string;
  /** SHA-256 of the whole file, hex: it stays on this machine. */
  readonly digest: string;
  readonly ledger: string;
  readonly participant: string;
  readonly begun: string;
  /** Whatever else the records depend on. */
  readonly options: JsonObject;
  /** How many units there are. */
  readonly units: number;
  /** Whether the evidence has been written. */
  readonly finished?: true;
  /** Whether, though it has, a second log may have promised some of it. */
  readonly unsettled?: true;
}

/** One signed envelope: of a single record, or of a batch with its members. */
export interface OutboxUnit {
  /** RecordId of the record or batch. */
  readonly id: string;
  /** Number of the first row, from 1. */
  readonly first: number;
  /** Canonical JSON of the envelope. */
  readonly envelope: string;
  /** Canonical JSON of each member statement; empty for a single record. */
  readonly members: readonly string[];
  /** Base64 of each record's HMAC key, in order; empty for plain digests. */
  readonly originalKeys: readonly string[];
  /** Addresses of the gateways to which it may have been sent. */
  readonly gateways?: readonly string[];
}

/** What the gateway answered: the log keeps these records. */
export interface OutboxAcknowledgement {
  /** Index of the (first) entry in the log. */
  readonly index: number;
  readonly size: number;
  readonly received: string;
  /** Canonical JSON of the promise's envelope, verified. */
  readonly promise: string;
  /** Address of the gateway that answered. */
  readonly gateway?: string;
  /** Addresses of gateways that may have taken it as well. */
  readonly unsettled?: readonly string[];
  readonly alsoPromisedBy?: readonly OutboxOtherPromise[];
}

/** What a second log has promised of the same unit. */
export interface OutboxOtherPromise {
  readonly gateway: string;
  readonly origin: string;
  /** Canonical JSON of the promise's envelope, verified. */
  readonly promise: string;
}
