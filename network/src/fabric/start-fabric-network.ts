import { join, resolve } from 'node:path';
import type { Topology } from '../topology/topology.js';
import { backUpRunningNetwork } from './backup/back-up-running-network.js';
import { prepareChaincode } from './chaincode/prepare-chaincode.js';
import { writeConfiguration } from './configuration/write-configuration.js';
import { describeNetwork } from './describe-network.js';
import type { FabricBinaries } from './fabric-binaries.js';
import type { FabricNetwork } from './fabric-network.js';
import { keeperRequests } from './keeper-requests.js';
import { writeKeyMaterial } from './key-material.js';
import { createGenesis } from './lifecycle/channel.js';
import { findLeader } from './lifecycle/find-leader.js';
import type { NetworkPlan } from './network-plan.js';
import { bringUp, startProgram } from './network-run.js';
import { openPlan, writeNetworkState } from './network-state.js';
import { type ControlServer, serveControl } from './process/control-server.js';
import { controlSocket } from './process/control-socket.js';
import { endStaleRun } from './process/stale-run.js';
import { newProgramGroup } from './process/program-group.js';
import { completeRenewals } from './renewal/complete-renewals.js';

export interface FabricNetworkOptions {
  readonly topology: Topology;
  /** Keys, configuration, ledgers and logs are kept here; a second start takes the network up again. */
  readonly dataDirectory: string;
  /** Folder of a chaincode package that `fabric-chaincode-node` can serve. A data folder keeps a copy of the first one. */
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

/** Generates what is missing and plans the rest; a data folder that is complete stays as it is. */
async function prepare(options: FabricNetworkOptions): Promise<NetworkPlan> {
  const { topology, dataDirectory, binaries, batchTimeout = '50ms' } = options;
  const { plan, ports, isNew } = await openPlan(topology, resolve(dataDirectory));
  if (isNew) {
    await writeKeyMaterial(plan);
  }
  await completeRenewals(plan);
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
  report('generating whatever keys and configuration are missing');
  const plan = await prepare(options);
  const chaincode = await prepareChaincode(plan, options.chaincodePath, report);
  const group = newProgramGroup({ logs: join(plan.folder, 'logs'), processFile, signal: options.signal });
  const requests = keeperRequests({ ...options, report, plan, group, chaincode });
  let control: ControlServer | undefined;
  const down = async (): Promise<void> => {
    await control?.close();
    await group.stop();
  };
  try {
    await bringUp(requests.current());
    control = await serveControl(controlSocket(plan.folder), requests.handlers);
    const description = await describeNetwork(plan);
    return {
      ...description,
      get processes() {
        return group.running;
      },
      kill: (name) => group.kill(name),
      restart: (name) => startProgram(requests.current(), name),
      backUp: (to) => backUpRunningNetwork(requests.current(), to),
      leader: () => findLeader(requests.current().plan),
      down,
    };
  } catch (error) {
    await down();
    throw error;
  }
}
