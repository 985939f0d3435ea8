import type { Due, MachineKind } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { FoldedEvent, RecordEvent, RecordPosition } from './record-event.js';

/** What is looked for in the records of one kind. */
export interface RecordQuery {
  readonly kind: MachineKind;
  /** Indexed members that the record must have, as they are. */
  readonly filters: Readonly<Record<string, string>>;
  /** Every further condition. */
  readonly accepts: (record: JsonObject) => boolean | Promise<boolean>;
  /** Where the page before ended. */
  readonly after?: number;
  readonly limit: number;
}

export interface RecordPage {
  readonly records: readonly JsonObject[];
  /** Where the next page begins; absent after the last. */
  readonly next?: number;
}

/** What is looked for in the calendar of what is due. */
export interface DueQuery {
  readonly kind?: MachineKind | undefined;
  /** In whose calendar it stands. */
  readonly participant?: string | undefined;
  /** Times, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly accepts: (item: DueItem) => boolean | Promise<boolean>;
  /** Where the page before ended. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Something that is due of a record, with the record as it is. */
export interface DueItem extends Due {
  readonly kind: MachineKind;
  readonly name: string;
  readonly record: JsonObject;
}

export interface DuePage {
  readonly items: readonly DueItem[];
  readonly next?: string;
}

/**
 * The ledger's records as its events tell them, for answers that need no proof. It can always be made anew from the
 * ledger, so it need not be durable; what is there is what some number of the first events made.
 */
export interface Projection {
  /** The event applied last; undefined before the first. */
  readonly position: () => RecordPosition | undefined;
  /**
   * In ledger order; what fails leaves some number of the first of them applied. Events that were applied before are
   * passed over. A tick makes events of all that has become due by its time.
   */
  readonly apply: (events: readonly FoldedEvent[]) => Promise<void>;
  readonly find: (kind: MachineKind, name: string) => Promise<JsonObject | undefined>;
  /** Versions from one number on, in order. */
  readonly versions: (
    kind: MachineKind,
    name: string,
    from: number,
    limit: number,
  ) => Promise<readonly JsonObject[]>;
  /** The newest record first; a change moves none, so pages hold still. */
  readonly list: (query: RecordQuery) => Promise<RecordPage>;
  /** What is due of records as they are, the earliest first. */
  readonly due: (query: DueQuery) => Promise<DuePage>;
  /** Time of the newest tick that was folded; undefined before one has come. */
  readonly reached: () => string | undefined;
  /** Events behind a position, in order. */
  readonly events: (after: RecordPosition | undefined, limit: number) => Promise<readonly RecordEvent[]>;
  readonly close: () => Promise<void>;
}

/** By which members the records of a kind can be found. */
export const indexedMembers: Readonly<Partial<Record<MachineKind, readonly string[]>>> = {
  certificate: ['holder', 'register', 'type', 'status'],
  objection: ['certificate', 'objector', 'status'],
  consent: ['subject', 'controller', 'recipient', 'purpose', 'status'],
  use: ['consent', 'provider', 'consumer', 'status'],
  grant: ['grantor', 'operator', 'status'],
  trade: ['seller', 'buyer', 'product', 'exchange', 'status'],
  licence: ['holder', 'status'],
  report: ['type', 'assessor', 'licence', 'status'],
  hold: ['measure', 'commission', 'court', 'status'],
  'revenue-rule': ['status'],
  revenue: ['operator', 'product', 'grant', 'rule', 'use', 'status'],
  'voucher-scheme': ['status'],
  voucher: ['scheme', 'issuer', 'holder', 'category', 'status'],
  redemption: ['voucher', 'scheme', 'claimant', 'seller', 'status'],
  pledge: ['certificate', 'pledgor', 'pledgee', 'status'],
  priority: ['certificate', 'owner', 'status'],
  search: ['certificate', 'searcher'],
};
