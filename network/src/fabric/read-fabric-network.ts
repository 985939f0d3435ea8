import { describeNetwork } from './describe-network.js';
import type { FabricNetworkDescription } from './fabric-network.js';
import { readRecordedPlan } from './recorded-plan.js';

/**
 * Reads how to reach the network of a data folder, for a process other than the one that keeps it.
 * @throws QuanchengError NETWORK_UNAVAILABLE if no network has been made there.
 */
export async function readFabricNetwork(dataDirectory: string): Promise<FabricNetworkDescription> {
  return await describeNetwork(await readRecordedPlan(dataDirectory));
}
