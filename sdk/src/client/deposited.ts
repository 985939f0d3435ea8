import type { Envelope } from '@quancheng/protocol';
import type { Acknowledgement } from './acknowledgement.js';

/** A deposit that a log has promised, and what is known of other gateways that may have taken it as well. */
export interface Deposited extends Acknowledgement {
  /** Address of the gateway whose log promised. */
  readonly gateway: string;
  /** Other logs that have promised it, too. It is one record all the same: see docs/specs/log.md. */
  readonly alsoPromisedBy: readonly OtherPromise[];
  /** Addresses of gateways to which it was sent and whose answer never came: they are asked again when they are back. */
  readonly unsettled: readonly string[];
}

/** The promise of a second log for one deposit; verified as the first was. */
export interface OtherPromise {
  readonly gateway: string;
  /** The log's. */
  readonly origin: string;
  readonly promise: Envelope;
}

/** Two logs have promised one record, or one batch. */
export interface DoublePromise {
  readonly participant: string;
  /** RecordId of the record or batch. */
  readonly id: string;
  /** What was given out as the deposit's promise. */
  readonly kept: OtherPromise;
  readonly also: OtherPromise;
}
