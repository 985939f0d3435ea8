import { isDeepStrictEqual } from 'node:util';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { parseTopology } from '../topology/parse-topology.js';
import type { Topology } from '../topology/topology.js';
import { findFreePorts } from './free-ports.js';
import { type NetworkPlan, type PortTable, planNetwork, requiredPorts } from './network-plan.js';

/** What a data folder was generated for, and grown to since. */
export interface NetworkState {
  readonly topology: Topology;
  readonly ports: PortTable;
}

/** What of a topology is written into keys and the channel's first block and cannot change afterwards. */
function foundation({ consortium, channel, organisations, orderers, consensus = 'bft' }: Topology): object {
  return { consortium, channel, organisations, orderers, consensus };
}

/** Chooses ports for what has none yet. */
export async function resolvePorts(topology: Topology, chosen: PortTable = {}): Promise<PortTable> {
  const wanted = { ...requiredPorts(topology), ...chosen };
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
  const file = join(folder, 'network.json');
  await writeFile(`${file}.new`, `${JSON.stringify({ topology, ports }, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}

/**
 * The topology to start with: what was added since stays. A given topology that knows only the first members, or an older
 * chaincode definition, is the one that the network began with.
 */
function withLaterChanges(given: Topology, recorded: Topology): Topology {
  const { organisations, chaincode } = recorded;
  const isBeginning = isDeepStrictEqual(
    organisations.slice(0, given.organisations.length),
    given.organisations,
  );
  return {
    ...given,
    organisations: isBeginning ? organisations : given.organisations,
    chaincode: chaincode.sequence > given.chaincode.sequence ? chaincode : given.chaincode,
  };
}

/** A topology file from before an upgrade doesn't undo what the organisations have agreed on since. */
function latest(topology: Topology, state: NetworkState | null): Topology {
  const known = state?.topology.chaincode;
  return known !== undefined && known.sequence > topology.chaincode.sequence
    ? { ...topology, chaincode: known }
    : topology;
}

/** Plans the network of a data folder: with the ports of its first start, or newly chosen ones. */
export async function openPlan(
  given: Topology,
  folder: string,
): Promise<{ plan: NetworkPlan; ports: PortTable; isNew: boolean }> {
  const state = await readNetworkState(folder);
  const topology = state === null ? given : withLaterChanges(given, state.topology);
  if (state !== null && !isDeepStrictEqual(foundation(state.topology), foundation(topology))) {
    const reason = `${folder} belongs to a network with another topology; only its chaincode may change`;
    throw new QuanchengError('TOPOLOGY_INVALID', reason);
  }
  const ports = state?.ports ?? (await resolvePorts(topology));
  return { plan: planNetwork(latest(topology, state), folder, ports), ports, isNew: state === null };
}
