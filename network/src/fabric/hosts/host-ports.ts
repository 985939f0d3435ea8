import { QuanchengError } from '@quancheng/protocol';
import type { Topology } from '../../topology/topology.js';
import type { PortTable } from '../network-plan.js';

/** Where the search for a free number starts, by use; Fabric's own defaults. */
const first = { orderer: 7050, admin: 7053, peer: 7051, operations: 9443, chaincode: 9999 } as const;

interface Taken {
  /** Takes the wanted number, or for 0 the first that is free. */
  take(use: keyof typeof first, wanted?: number): number;
}

function newTaken(reserved: readonly number[]): Taken {
  const numbers = new Set(reserved);
  return {
    take: (use, wanted = 0) => {
      let number: number = wanted === 0 ? first[use] : wanted;
      while (wanted === 0 && numbers.has(number)) {
        number += 1;
      }
      numbers.add(number);
      return number;
    },
  };
}

function refuse(node: string): never {
  throw new QuanchengError('TOPOLOGY_INVALID', `${node}: has no host, the name or address of its machine`);
}

/**
 * Numbers all ports of nodes that run on hosts of their own: those that the topology names, and for the others fixed
 * ones, so that firewalls can be set before anything runs.
 * @throws QuanchengError TOPOLOGY_INVALID if a node has no host.
 */
export function numberHostPorts({ organisations, orderers }: Topology): PortTable {
  const peers = organisations.flatMap((each) =>
    each.peers.map((peer) => ({ ...peer, organisation: each.name })),
  );
  const nodes = [...orderers, ...peers];
  const hosts = new Map<string, Taken>();
  for (const { host, name, organisation } of nodes) {
    const own = nodes.filter((each) => each.host === host).map(({ port }) => port);
    hosts.set(host ?? refuse(`${name}.${organisation}`), newTaken(own));
  }
  const on = (host = ''): Taken => hosts.get(host) ?? refuse(host);
  const ports: Record<string, number> = {};
  for (const { name, organisation, host, port } of orderers) {
    const id = `${name}.${organisation}`;
    ports[id] = on(host).take('orderer', port);
    ports[`${id}/admin`] = on(host).take('admin');
    ports[`${id}/operations`] = on(host).take('operations');
  }
  const chaincodes = newTaken([]);
  for (const { name, organisation, host, port } of peers) {
    const id = `${name}.${organisation}`;
    ports[id] = on(host).take('peer', port);
    ports[`${id}/operations`] = on(host).take('operations');
    // Different on all hosts, so that it matters to nobody when several of them share a machine's loopback address.
    ports[`${id}/chaincode`] = chaincodes.take('chaincode');
    ports[`${id}/chaincode-other`] = chaincodes.take('chaincode');
  }
  return ports;
}
