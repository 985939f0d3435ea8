import { resolve } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { type NetworkPlan, planNetwork } from './network-plan.js';
import { type NetworkState, readNetworkState } from './network-state.js';

/** What a data folder was generated for. @throws QuanchengError NETWORK_UNAVAILABLE if no network has been made there. */
export async function requireNetworkState(dataDirectory: string): Promise<NetworkState> {
  const folder = resolve(dataDirectory);
  const state = await readNetworkState(folder);
  if (state === null) {
    throw new QuanchengError('NETWORK_UNAVAILABLE', `no network has been made in ${folder}`);
  }
  return state;
}

/** The network of a data folder, members that came later included. @throws QuanchengError NETWORK_UNAVAILABLE */
export async function readRecordedPlan(dataDirectory: string): Promise<NetworkPlan> {
  const { topology, ports } = await requireNetworkState(dataDirectory);
  return planNetwork(topology, resolve(dataDirectory), ports);
}
