import { resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import type { ChaincodeDefinition } from '../../topology/topology.js';
import { type ChaincodeCode, readCodeVersion, storeCode } from '../chaincode/chaincode-code.js';
import { type ChaincodeState, readChaincodeState } from '../chaincode/chaincode-state.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import {
  approvedDefinition,
  committedDefinition,
  type KnownDefinition,
  leadingPeers,
} from '../lifecycle/peer-lifecycle.js';
import { type NetworkPlan, planNetwork } from '../network-plan.js';
import { type PortTable } from '../network-plan.js';
import { readNetworkState } from '../network-state.js';

export interface UpgradeOptions {
  readonly dataDirectory: string;
  /** Folder of the new chaincode package. */
  readonly chaincodePath: string;
  /** The new definition's version; default: what the package states. */
  readonly version?: string | undefined;
  readonly binaries: FabricBinaries;
  readonly report: (step: string) => void;
}

/** An upgrade, as far as it has come: everything but the options is read from the network and its data folder. */
export interface Upgrade extends UpgradeOptions {
  readonly plan: NetworkPlan;
  readonly ports: PortTable;
  readonly state: ChaincodeState;
  readonly committed: KnownDefinition;
  /** The code to change to. */
  readonly code: ChaincodeCode;
  /** The definition to commit. */
  readonly definition: ChaincodeDefinition;
  /** True if it is committed already, or every organisation answers for the committed one with this code. */
  readonly isCommitted: boolean;
}

/** @throws QuanchengError NETWORK_UNAVAILABLE, CHAINCODE_INVALID, FABRIC_PROGRAM_FAILED */
export async function planUpgrade(options: UpgradeOptions): Promise<Upgrade> {
  const folder = resolve(options.dataDirectory);
  const [network, state] = [await readNetworkState(folder), await readChaincodeState(folder)];
  if (network === null || state === null) {
    throw new QuanchengError('NETWORK_UNAVAILABLE', `no network has been made in ${folder}`);
  }
  const plan = planNetwork(network.topology, folder, network.ports);
  const [first] = leadingPeers(plan);
  if (first === undefined) {
    throw new QuanchengError('TOPOLOGY_INVALID', 'the network has no peer');
  }
  const committed = await committedDefinition(plan, options.binaries, first);
  const version = options.version ?? (await readCodeVersion(options.chaincodePath));
  const code = await codeFor(plan, state, options.chaincodePath, version);
  const isCommitted =
    committed.version === version && (await isAnsweredBy(plan, options.binaries, committed, code));
  const sequence = isCommitted ? committed.sequence : committed.sequence + 1;
  const definition = { ...plan.topology.chaincode, version, label: code.label, sequence };
  return { ...options, plan, ports: network.ports, state, committed, code, definition, isCommitted };
}

/** The current code under the current version stays where it is; another one takes the other place at each peer. */
async function codeFor(
  { folder, topology }: NetworkPlan,
  { current }: ChaincodeState,
  chaincodePath: string,
  version: string,
): Promise<ChaincodeCode> {
  const label = `${topology.chaincode.name}_${version}`;
  const code = await storeCode(folder, chaincodePath, { label, version, slot: current.slot === 0 ? 1 : 0 });
  return code.digest === current.digest && version === current.version ? current : code;
}

async function isAnsweredBy(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  { sequence }: KnownDefinition,
  code: ChaincodeCode,
): Promise<boolean> {
  const approved = await Promise.all(
    leadingPeers(plan).map((peer) => approvedDefinition(plan, binaries, peer, sequence)),
  );
  return approved.every((each) => each?.packageId === code.packageId);
}
