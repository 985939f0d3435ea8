import type { KeyId } from '@quancheng/protocol';

export const LEDGER_SCHEMA = 'quancheng/ledger/v1';
/** Version of the state's form in which a new ledger opens. */
export const STATE_VERSION = 1;

/** One organisation of the network, as the genesis statement fixed it. */
export interface Organisation {
  readonly mspId: string;
  readonly name: string;
  /** Who runs it: k-of-n counts different operators. */
  readonly operator: string;
  readonly administrator: KeyId;
}

/** What bootstrap fixed. State key `ledger`; only `stateVersion` ever changes. */
export interface LedgerRecord {
  readonly schema: typeof LEDGER_SCHEMA;
  readonly ledger: string;
  readonly consortium: string;
  readonly channel: string;
  readonly chaincode: string;
  /** Sorted by mspId. */
  readonly organisations: readonly Organisation[];
  /** The first registrar's participant id. */
  readonly registrar: string;
  readonly recoveryThreshold: number;
  /** Seconds. */
  readonly tickPeriod: number;
  /** Statement digest of the genesis statement. */
  readonly genesis: string;
  /** Form of everything in the state; every transaction reads it first. */
  readonly stateVersion: number;
}
