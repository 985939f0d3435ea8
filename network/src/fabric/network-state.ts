import { isDeepStrictEqual } from 'node:util';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { parseTopology } from '../topology/parse-topology.js';
import type { Topology } from '../topology/topology.js';
import { findFreePorts } from './free-ports.js';
import { type NetworkPlan, type PortTable, planNetwork, requiredPorts } from './network-plan.js';

interface NetworkState {
  readonly topology: Topology;
  readonly ports: PortTable;
}

/** What of a topology is written into keys and the channel's first block and cannot change afterwards. */
function foundation({ consortium, channel, organisations, orderers, consensus = 'bft' }: Topology): object {
  return { consortium, channel, organisations, orderers, consensus };
}

async function resolvePorts(topology: Topology): Promise<PortTable> {
  const wanted = requiredPorts(topology);
  const open = Object.keys(wanted).filter((use) => wanted[use] === 0);
  const free = await findFreePorts(open.length, Object.values(wanted));
  return { ...wanted, ...Object.fromEntries(open.map((use, index) => [use, free[index] ?? 0])) };
}

/** Reads what a data folder was generated for, or null if it is new. */
export async function readNetworkState(folder: string): Promise<NetworkState | null> {
  const text = await readFile(join(folder, 'network.json'), 'utf8').catch(() => null);
  if (text === null) {
    return null;
  }
  const { topology, ports } = JSON.parse(text) as NetworkState;
  return { topology: parseTopology(topology), ports };
}

/** Records that a data folder is generated; written last, so that a half-written folder is generated anew. */
export async function writeNetworkState({ folder, topology }: NetworkPlan, ports: PortTable): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'network.json'), `${JSON.stringify({ topology, ports }, undefined, 2)}\n`);
}

/** Plans the network of a data folder: with the ports of its first start, or newly chosen ones. */
export async function openPlan(
  topology: Topology,
  folder: string,
): Promise<{ plan: NetworkPlan; ports: PortTable; isNew: boolean }> {
  const state = await readNetworkState(folder);
  if (state !== null && !isDeepStrictEqual(foundation(state.topology), foundation(topology))) {
    const reason = `${folder} belongs to a network with another topology; only its chaincode may change`;
    throw new QuanchengError('TOPOLOGY_INVALID', reason);
  }
  const ports = state?.ports ?? (await resolvePorts(topology));
  return { plan: planNetwork(topology, folder, ports), ports, isNew: state === null };
}
