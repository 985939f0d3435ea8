import type { LedgerConnection } from '@quancheng/ledger';
import type { Topology } from '@quancheng/network';

/** A network that carries a ledger: the embedded node, or real Fabric. Above it nothing knows which. */
export interface LedgerBackEnd {
  readonly topology: Topology;
  /** As whom, and where, the gateway speaks to it. */
  readonly connection: LedgerConnection;
  /** By mspId: certificates (PEM) of the authorities that issue an organisation's identities. */
  readonly authorities: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}
