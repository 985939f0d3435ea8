import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { NetworkPlan } from '../network-plan.js';
import { channelConfiguration } from './channel-configuration.js';
import { ordererConfiguration } from './orderer-configuration.js';
import { peerConfiguration } from './peer-configuration.js';

async function writeYaml(folder: string, name: string, contents: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), stringify(contents, { aliasDuplicateObjects: false }));
}

/** Writes `configtx.yaml` for the channel, `orderer.yaml` and `core.yaml` for the nodes. */
export async function writeConfiguration(
  plan: NetworkPlan,
  chaincodeBuilder: string,
  batchTimeout: string,
): Promise<void> {
  await writeYaml(plan.folder, 'configtx.yaml', channelConfiguration(plan, batchTimeout));
  await writeNodeConfiguration(plan, chaincodeBuilder);
}

/** Writes `orderer.yaml` and `core.yaml` for nodes that are not running. */
export async function writeNodeConfiguration(
  plan: Pick<NetworkPlan, 'orderers' | 'peers'>,
  chaincodeBuilder: string,
): Promise<void> {
  for (const orderer of plan.orderers) {
    await writeYaml(orderer.folder, 'orderer.yaml', ordererConfiguration(orderer));
  }
  for (const peer of plan.peers) {
    // A peer remembers for ever how it reached its chaincode when it was installed; without this it looks anew.
    await rm(join(peer.folder, 'data', 'externalbuilder', 'builds'), { recursive: true, force: true });
    await writeYaml(peer.folder, 'core.yaml', peerConfiguration(peer, chaincodeBuilder));
  }
}
