import type { Identity } from '../msp/identity.js';
import type { MspDefinition } from '../msp/msp-definition.js';
import type { RunningProcess } from './process/process-file.js';
import type { Topology } from '../topology/topology.js';

/** Where Fabric's Gateway service can be reached, and how to recognise it. */
export interface GatewayEndpoint {
  /** Node and organisation, for example `peer0.notary`. */
  readonly name: string;
  readonly mspId: string;
  /** `host:port`, the host as TLS certificates name it. */
  readonly address: string;
  /** Certificate (PEM) of the authority that issued the node's TLS certificate. */
  readonly tlsRootCertificate: string;
}

/** A running network of real Fabric nodes on this machine. */
export interface FabricNetwork {
  readonly topology: Topology;
  readonly gateways: readonly GatewayEndpoint[];
  readonly orderers: readonly GatewayEndpoint[];
  /** One client identity per organisation, by MSP id. */
  readonly clients: ReadonlyMap<string, Identity>;
  /** One administrator per organisation, by MSP id. */
  readonly administrators: ReadonlyMap<string, Identity>;
  readonly organisations: readonly MspDefinition[];
  readonly processes: readonly RunningProcess[];
  /** Stops everything; data and keys stay. May be called twice. */
  down(): Promise<void>;
}
