import { join, resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import type { Topology } from '../topology/topology.js';
import { writeConfiguration } from './configuration/write-configuration.js';
import { describeNetwork } from './describe-network.js';
import type { FabricBinaries } from './fabric-binaries.js';
import type { FabricNetwork } from './fabric-network.js';
import { writeKeyMaterial } from './key-material.js';
import { defineChaincode } from './lifecycle/chaincode-definition.js';
import { type ChaincodePackage, packChaincodeService } from './lifecycle/chaincode-package.js';
import { createGenesis, joinOrderer, joinPeer } from './lifecycle/channel.js';
import { findLeader } from './lifecycle/find-leader.js';
import { assertEndorsersKnown } from './lifecycle/discover-endorsers.js';
import { runPeerCommand } from './lifecycle/peer-command.js';
import type { NetworkPlan, PeerPlan } from './network-plan.js';
import { openPlan, writeNetworkState } from './network-state.js';
import { type NodeProgram, type NodePrograms, nodePrograms } from './node-programs.js';
import { endStaleRun } from './process/stale-run.js';
import { type ProgramGroup, newProgramGroup } from './process/program-group.js';
import { waitUntil } from './process/wait-until.js';

export interface FabricNetworkOptions {
  readonly topology: Topology;
  /** Keys, configuration, ledgers and logs are kept here; a second start takes the network up again. */
  readonly dataDirectory: string;
  /** Folder of a chaincode package that `fabric-chaincode-node` can serve. */
  readonly chaincodePath: string;
  readonly binaries: FabricBinaries;
  /** Told what is being done, for people who wait. */
  readonly report?: (step: string) => void;
  /**
   * How long a transaction waits for others to fill a block, as Go writes durations (default `50ms`). It is part of the
   * channel's first block: later starts do not change it.
   */
  readonly batchTimeout?: string;
  /** Aborting it while the network starts stops everything again. */
  readonly signal?: AbortSignal;
}

interface Start extends FabricNetworkOptions {
  readonly report: (step: string) => void;
  readonly plan: NetworkPlan;
  readonly group: ProgramGroup;
  readonly nodes: NodePrograms;
  readonly chaincode: ChaincodePackage;
}

/** Seconds that any one node may take to become ready. */
const patience = 60;

async function startNodes(start: Start): Promise<void> {
  const { group, nodes, report } = start;
  report('starting chaincode, orderers and peers');
  const { chaincodes, orderers, peers } = nodes;
  for (const { program } of [...chaincodes, ...orderers]) {
    await group.start(program);
  }
  // A peer that knows its chaincode already connects to it while it starts, and gives up if nobody listens.
  await untilWell(start, chaincodes);
  for (const { program } of peers) {
    await group.start(program);
  }
  await untilWell(start, [...orderers, ...peers]);
}

async function untilWell({ group }: Start, nodes: readonly NodeProgram[]): Promise<void> {
  for (const { program, assertWell } of nodes) {
    await waitUntil(`${program.name} is well`, group, patience, assertWell);
  }
}

async function restart(start: Start, name: string): Promise<void> {
  const { chaincodes, orderers, peers } = start.nodes;
  const node = [...chaincodes, ...orderers, ...peers].find(({ program }) => program.name === name);
  if (node === undefined) {
    throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${name} is no program of this network`);
  }
  await start.group.start(node.program);
  await untilWell(start, [node]);
}

async function joinChannel({ plan, binaries, group, report }: Start): Promise<void> {
  const { channel } = plan.topology;
  report(`joining the channel ${channel}`);
  // A node is healthy a little before it takes commands, so each is tried until it does.
  const join = async (id: string, attempt: () => Promise<void>): Promise<void> =>
    await waitUntil(`${id} joins ${channel}`, group, patience, attempt);
  await Promise.all(plan.orderers.map((each) => join(each.id, () => joinOrderer(plan, binaries, each))));
  await Promise.all(plan.peers.map((each) => join(each.id, () => joinPeer(plan, binaries, each))));
}

/** The contract's own description: every contract answers it, and answering needs the whole way through the peer. */
async function assertAnswering({ plan, binaries }: Start, peer: PeerPlan): Promise<void> {
  const { channel, chaincode } = plan.topology;
  const input = JSON.stringify({ Args: ['org.hyperledger.fabric:GetMetadata'] });
  await runPeerCommand(
    binaries,
    peer,
    'chaincode',
    'query',
    '-C',
    channel,
    '-n',
    chaincode.name,
    '-c',
    input,
  );
}

async function startChaincode(start: Start): Promise<void> {
  const { plan, binaries, chaincode, group, report } = start;
  report(`defining the chaincode ${plan.topology.chaincode.label}`);
  await waitUntil('the chaincode is defined', group, patience, () =>
    defineChaincode(plan, binaries, chaincode),
  );
  report('waiting for the chaincode to answer everywhere and the peers to know each other');
  await Promise.all(
    plan.peers.map(async (peer) => {
      await waitUntil(`${peer.id} answers for the chaincode`, group, patience, () =>
        assertAnswering(start, peer),
      );
      await waitUntil(`${peer.id} knows its fellow peers`, group, patience, () =>
        assertEndorsersKnown(plan, peer),
      );
    }),
  );
}

/** Generates what is missing and plans the rest; a data folder that is complete stays as it is. */
async function prepare(options: FabricNetworkOptions): Promise<NetworkPlan> {
  const { topology, dataDirectory, binaries, batchTimeout = '50ms' } = options;
  const { plan, ports, isNew } = await openPlan(topology, resolve(dataDirectory));
  if (isNew) {
    await writeKeyMaterial(plan);
  }
  await writeConfiguration(plan, binaries.chaincodeBuilder, batchTimeout);
  await createGenesis(plan, binaries);
  await writeNetworkState(plan, ports);
  return plan;
}

/**
 * Starts a network of real Fabric nodes on this machine and returns when its chaincode answers on every peer. Its
 * programs end with `down()`, and also if this process ends in any other way.
 * @throws QuanchengError TOPOLOGY_INVALID if the data folder belongs to another topology, NETWORK_ALREADY_RUNNING,
 * FABRIC_PROGRAM_FAILED if a program fails; whatever was started is then stopped again.
 */
export async function startFabricNetwork(options: FabricNetworkOptions): Promise<FabricNetwork> {
  const report = options.report ?? (() => undefined);
  const processFile = join(resolve(options.dataDirectory), 'processes.json');
  await endStaleRun(processFile);
  report('generating keys and configuration');
  const plan = await prepare(options);
  const chaincode = await packChaincodeService(plan.topology.chaincode.label);
  const group = newProgramGroup({ logs: join(plan.folder, 'logs'), processFile, signal: options.signal });
  const nodes = nodePrograms(plan, options, chaincode.id);
  const start = { ...options, report, plan, group, nodes, chaincode };
  try {
    await startNodes(start);
    await joinChannel(start);
    await startChaincode(start);
    const description = await describeNetwork(plan);
    return {
      ...description,
      get processes() {
        return group.running;
      },
      kill: (name) => group.kill(name),
      restart: (name) => restart(start, name),
      leader: () => findLeader(plan),
      down: () => group.stop(),
    };
  } catch (error) {
    await group.stop();
    throw error;
  }
}
