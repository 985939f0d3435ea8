import { join } from 'node:path';
import type { NetworkPlan, NodePlan, OrdererPlan, OrganisationPlan, PeerPlan } from '../network-plan.js';

/** One machine: what runs there. */
export interface Host {
  readonly name: string;
  readonly orderers: readonly OrdererPlan[];
  readonly peers: readonly PeerPlan[];
  /** Organisations whose gateway runs here: beside the first peer of each. */
  readonly gateways: readonly OrganisationPlan[];
}

/** The machines of a planned network, each named by how it is reached. */
export function listHosts({ orderers, peers, organisations }: NetworkPlan): Host[] {
  const names = [...new Set([...orderers, ...peers].map(({ host }) => host))];
  const isGateway = (name: string, organisation: OrganisationPlan): boolean =>
    peers.find((peer) => peer.organisation === organisation)?.host === name;
  return names.map((name) => ({
    name,
    orderers: orderers.filter(({ host }) => host === name),
    peers: peers.filter(({ host }) => host === name),
    gateways: organisations.filter((each) => isGateway(name, each)),
  }));
}

/** Where the administrator of a host is to put Fabric's release: its folders `bin` and `builders`. */
export function fabricFolder({ folder }: NetworkPlan): string {
  return join(folder, 'fabric');
}

/** Folder of the chaincode package. */
export function chaincodePackageFolder({ folder }: NetworkPlan): string {
  return join(folder, 'chaincode');
}

/** Folder of the TLS files with which a peer's chaincode serves: outside the peer's, for it has a user of its own. */
export function chaincodeServiceFolder({ organisation, name }: NodePlan): string {
  return join(organisation.folder, 'chaincodes', name);
}

/** Folder of an organisation's gateway: its configuration, its key and its log. */
export function gatewayFolder({ folder }: OrganisationPlan): string {
  return join(folder, 'gateway');
}

/** File of the variables with which a peer finds its chaincode; it holds a private key. */
export function chaincodeEnvironment({ folder }: NodePlan): string {
  return join(folder, 'chaincode.env');
}
