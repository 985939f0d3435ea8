import { mkdir, writeFile } from 'node:fs/promises';
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
export async function writeConfiguration(plan: NetworkPlan, chaincodeBuilder: string): Promise<void> {
  await writeYaml(plan.folder, 'configtx.yaml', channelConfiguration(plan));
  for (const orderer of plan.orderers) {
    await writeYaml(orderer.folder, 'orderer.yaml', ordererConfiguration(orderer));
  }
  for (const peer of plan.peers) {
    await writeYaml(peer.folder, 'core.yaml', peerConfiguration(peer, chaincodeBuilder));
  }
}
