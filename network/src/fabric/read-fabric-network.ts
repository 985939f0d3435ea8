import { resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { describeNetwork } from './describe-network.js';
import type { FabricNetworkDescription } from './fabric-network.js';
import { planNetwork } from './network-plan.js';
import { readNetworkState } from './network-state.js';

/**
 * Reads how to reach the network of a data folder, for a process other than the one that keeps it.
 * @throws QuanchengError NETWORK_UNAVAILABLE if no network has been made there.
 */
export async function readFabricNetwork(dataDirectory: string): Promise<FabricNetworkDescription> {
  const folder = resolve(dataDirectory);
  const state = await readNetworkState(folder);
  if (state === null) {
    throw new QuanchengError('NETWORK_UNAVAILABLE', `no network has been made in ${folder}`);
  }
  return await describeNetwork(planNetwork(state.topology, folder, state.ports));
}
