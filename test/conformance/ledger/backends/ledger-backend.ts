import type { GatewayEndpoint, Identity, OrganisationAuthorities } from '@quancheng/network';
import type { ConformanceTarget } from '../../transcript/target.js';

/** A running network with the suite's chaincode package on an empty channel. */
export interface LedgerBackend {
  readonly name: BackendName;
  /** Its gateways are one for each organisation, in the topology's order. */
  readonly target: ConformanceTarget;
  readonly administrators: ReadonlyMap<string, Identity>;
  /** The identities that endorse, by MSP id: with them a test can endorse what no peer would. */
  readonly endorsers: ReadonlyMap<string, Identity>;
  /** The first organisation's authorities, to issue identities that the network does not know yet. */
  readonly authorities: OrganisationAuthorities;
  /** Where orderer.AtomicBroadcast is served. */
  readonly orderer: GatewayEndpoint;
  /** Kills the node behind the last organisation's gateway as a power cut would, and starts it again. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type BackendName = 'embedded node' | 'real Fabric';
