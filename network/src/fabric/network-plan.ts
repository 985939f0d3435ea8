import { join } from 'node:path';
import type { Organisation, PeerNode, Topology } from '../topology/topology.js';

/** Where a node without a host is: on this machine. */
export const thisMachine = '127.0.0.1';

/** A topology laid out: every node with its folder and ports. Fully determined by its inputs. */
export interface NetworkPlan {
  readonly topology: Topology;
  readonly folder: string;
  readonly organisations: readonly OrganisationPlan[];
  readonly orderers: readonly OrdererPlan[];
  readonly peers: readonly PeerPlan[];
}

export interface OrganisationPlan {
  readonly organisation: Organisation;
  readonly folder: string;
  /** The organisation's public MSP folder. */
  readonly msp: string;
  /** MSP folder of the administrator, who joins channels and approves chaincode. */
  readonly administrator: string;
  /** MSP folder of the client that gateways use. */
  readonly client: string;
}

export interface NodePlan {
  /** Unique in the network, for example `peer0.notary`. */
  readonly id: string;
  readonly name: string;
  readonly organisation: OrganisationPlan;
  readonly folder: string;
  /** Where others reach it: an address or DNS name. */
  readonly host: string;
  readonly port: number;
  readonly operationsPort: number;
}

export interface PeerPlan extends NodePlan {
  /** Ports of the chaincode servers that this peer alone uses: one runs, during an upgrade both do. */
  readonly chaincodePorts: readonly [number, number];
}

export interface OrdererPlan extends NodePlan {
  readonly adminPort: number;
}

/** Ports by use, for example `peer0.notary/operations`. */
export type PortTable = Readonly<Record<string, number>>;

/** Names all ports that a topology needs, with the number it asks for (0: any). */
export function requiredPorts(topology: Topology): PortTable {
  const ports: Record<string, number> = {};
  for (const { name, organisation, port } of topology.orderers) {
    ports[`${name}.${organisation}`] = port;
    ports[`${name}.${organisation}/operations`] = 0;
    ports[`${name}.${organisation}/admin`] = 0;
  }
  for (const { name: organisation, peers } of topology.organisations) {
    for (const { name, port } of peers) {
      ports[`${name}.${organisation}`] = port;
      ports[`${name}.${organisation}/operations`] = 0;
      ports[`${name}.${organisation}/chaincode`] = 0;
      ports[`${name}.${organisation}/chaincode-other`] = 0;
    }
  }
  return ports;
}

/** Lays a topology out in a data folder. `ports` must hold all that `requiredPorts` names. */
export function planNetwork(topology: Topology, folder: string, ports: PortTable): NetworkPlan {
  const portOf = (use: string): number => {
    const port = ports[use];
    if (port === undefined) {
      throw new Error(`no port for ${use}`);
    }
    return port;
  };
  const organisations = topology.organisations.map((organisation) => planOrganisation(organisation, folder));
  const planNode = (kind: string, owner: OrganisationPlan, node: PeerNode): NodePlan => {
    const { name, host = thisMachine } = node;
    const id = `${name}.${owner.organisation.name}`;
    const place = join(owner.folder, kind, name);
    return {
      id,
      name,
      organisation: owner,
      folder: place,
      host,
      port: portOf(id),
      operationsPort: portOf(`${id}/operations`),
    };
  };
  const peers = organisations.flatMap((owner) =>
    owner.organisation.peers.map((peer) => {
      const node = planNode('peers', owner, peer);
      const chaincodePorts = [portOf(`${node.id}/chaincode`), portOf(`${node.id}/chaincode-other`)] as const;
      return { ...node, chaincodePorts };
    }),
  );
  const orderers = topology.orderers.flatMap(({ organisation, ...orderer }) =>
    organisations
      .filter((each) => each.organisation.name === organisation)
      .map((owner) => {
        const node = planNode('orderers', owner, orderer);
        return { ...node, adminPort: portOf(`${node.id}/admin`) };
      }),
  );
  return { topology, folder, organisations, orderers, peers };
}

function planOrganisation(organisation: Organisation, network: string): OrganisationPlan {
  const folder = join(network, 'organisations', organisation.name);
  return {
    organisation,
    folder,
    msp: join(folder, 'msp'),
    administrator: join(folder, 'users', 'administrator'),
    client: join(folder, 'users', 'client'),
  };
}
