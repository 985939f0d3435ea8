import type { FabricBackupOptions } from './backup/back-up-network.js';
import type { Manifest as FabricBackupManifest } from './backup/manifest.js';
import type { KeyedCertificate } from '../msp/certificate-authority.js';
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
  /** With which a client of the same organisation opens its connection, if the node admits nobody without. */
  readonly tlsClient?: KeyedCertificate | undefined;
}

/** What clients of a network need to know, whether it runs or not. */
export interface FabricNetworkDescription {
  readonly topology: Topology;
  readonly gateways: readonly GatewayEndpoint[];
  readonly orderers: readonly GatewayEndpoint[];
  /** One client identity per organisation, by MSP id. */
  readonly clients: ReadonlyMap<string, Identity>;
  /** One administrator per organisation, by MSP id. */
  readonly administrators: ReadonlyMap<string, Identity>;
  readonly organisations: readonly MspDefinition[];
}

/** A running network of real Fabric nodes on this machine. */
export interface FabricNetwork extends FabricNetworkDescription {
  /** `orderer.…`, `peer.…` and `chaincode.…`, each with its node and organisation, for example `peer.peer0.notary`. */
  readonly processes: readonly RunningProcess[];
  /** Ends one of the processes at once (SIGKILL), as a crash would. */
  kill(name: string): Promise<void>;
  /** Starts a killed process again and waits until it is well; the network goes on meanwhile. */
  restart(name: string): Promise<void>;
  /** Which of the BFT orderers leads, for example `orderer0.notary`, as most of the others see it. */
  leader(): Promise<string>;
  /** Backs the network up while it runs: see `npm run network -- backup`. */
  backUp(options: FabricBackupOptions): Promise<FabricBackupManifest>;
  /** Stops everything; data and keys stay. May be called twice. */
  down(): Promise<void>;
}
