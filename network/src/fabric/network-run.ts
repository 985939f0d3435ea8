import { QuanchengError } from '@quancheng/protocol';
import type { ChaincodeState } from './chaincode/chaincode-state.js';
import type { FabricBinaries } from './fabric-binaries.js';
import { defineChaincode } from './lifecycle/chaincode-definition.js';
import { joinOrderer, joinPeer } from './lifecycle/channel.js';
import { assertEndorsersKnown } from './lifecycle/discover-endorsers.js';
import { runPeerCommand } from './lifecycle/peer-command.js';
import type { NetworkPlan, PeerPlan } from './network-plan.js';
import { type NodeProgram, type NodePrograms, nodePrograms } from './node-programs.js';
import type { ProgramGroup } from './process/program-group.js';
import { waitUntil } from './process/wait-until.js';

/** A network that is being brought up, or is up. */
export interface NetworkRun {
  readonly binaries: FabricBinaries;
  readonly report: (step: string) => void;
  readonly plan: NetworkPlan;
  readonly group: ProgramGroup;
  readonly chaincode: ChaincodeState;
}

/** Seconds that any one node may take to become ready. */
const patience = 60;

/** The programs as they are to be started now: with the certificates that lie in the folders at this moment. */
function programs(run: NetworkRun): NodePrograms {
  return nodePrograms(run.plan, run.binaries, run.chaincode);
}

async function startNodes(run: NetworkRun): Promise<void> {
  run.report('starting chaincode, orderers and peers');
  const { chaincodes, orderers, peers } = programs(run);
  await startMissing(run, [...chaincodes, ...orderers]);
  // A peer that knows its chaincode already connects to it while it starts, and gives up if nobody listens.
  await untilWell(run, chaincodes);
  await startMissing(run, peers);
  await untilWell(run, [...orderers, ...peers]);
}

async function startMissing({ group }: NetworkRun, nodes: readonly NodeProgram[]): Promise<void> {
  const running = new Set(group.running.map(({ name }) => name));
  for (const { program } of nodes.filter((each) => !running.has(each.program.name))) {
    await group.start(program);
  }
}

async function untilWell({ group }: NetworkRun, nodes: readonly NodeProgram[]): Promise<void> {
  for (const { program, assertWell } of nodes) {
    await waitUntil(`${program.name} is well`, group, patience, assertWell);
  }
}

/** Everything that serves chaincode. */
export function chaincodePrograms(run: NetworkRun): readonly NodeProgram[] {
  return programs(run).chaincodes;
}

/** Starts those of the programs that are not running and waits until all are well. */
export async function startPrograms(run: NetworkRun, nodes: readonly NodeProgram[]): Promise<void> {
  await startMissing(run, nodes);
  await untilWell(run, nodes);
}

/** Starts a program that is not running and waits until it is well. */
export async function startProgram(run: NetworkRun, name: string): Promise<void> {
  const { chaincodes, orderers, peers } = programs(run);
  const node = [...chaincodes, ...orderers, ...peers].find(({ program }) => program.name === name);
  if (node === undefined) {
    throw new QuanchengError('FABRIC_PROGRAM_FAILED', `${name} is no program of this network`);
  }
  await run.group.start(node.program);
  await untilWell(run, [node]);
}

async function joinChannel({ plan, binaries, group, report }: NetworkRun): Promise<void> {
  const { channel } = plan.topology;
  report(`joining the channel ${channel}`);
  // A node is healthy a little before it takes commands, so each is tried until it does.
  const join = async (id: string, attempt: () => Promise<void>): Promise<void> =>
    await waitUntil(`${id} joins ${channel}`, group, patience, attempt);
  await Promise.all(plan.orderers.map((each) => join(each.id, () => joinOrderer(plan, binaries, each))));
  await Promise.all(plan.peers.map((each) => join(each.id, () => joinPeer(plan, binaries, each))));
}

/** The contract's own description: every contract answers it, and answering needs the whole way through the peer. */
export async function assertAnswering(
  { plan, binaries }: Pick<NetworkRun, 'plan' | 'binaries'>,
  peer: PeerPlan,
): Promise<void> {
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

/** Waits until a peer's chaincode answers and it knows all its fellow peers. */
export async function untilEndorsing(run: NetworkRun, peer: PeerPlan): Promise<void> {
  const { plan, group } = run;
  await waitUntil(`${peer.id} answers for the chaincode`, group, patience, () => assertAnswering(run, peer));
  await waitUntil(`${peer.id} knows its fellow peers`, group, patience, () =>
    assertEndorsersKnown(plan, peer),
  );
}

async function startChaincode(run: NetworkRun): Promise<void> {
  const { plan, binaries, chaincode, group, report } = run;
  report(`defining the chaincode ${plan.topology.chaincode.label}`);
  await waitUntil('the chaincode is defined', group, patience, () =>
    defineChaincode(plan, binaries, chaincode),
  );
  report('waiting for the chaincode to answer everywhere and the peers to know each other');
  await Promise.all(plan.peers.map((peer) => untilEndorsing(run, peer)));
}

/** Starts what is not running, lets it join, and defines the chaincode; what has been done already stays as it is. */
export async function bringUp(run: NetworkRun): Promise<void> {
  await startNodes(run);
  await joinChannel(run);
  await startChaincode(run);
}
