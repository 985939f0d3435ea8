import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { channelProfile } from '../configuration/channel-configuration.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import { administrationFiles, tlsFiles } from '../key-material.js';
import type { NetworkPlan, OrdererPlan, PeerPlan } from '../network-plan.js';
import { runProgram } from '../process/run-program.js';
import { runPeerCommand } from './peer-command.js';

/** The channel's first block. */
export function genesisFile({ folder }: NetworkPlan): string {
  return join(folder, 'genesis.block');
}

/** Makes the channel's first block with `configtxgen`, unless it is there. */
export async function createGenesis(plan: NetworkPlan, { configtxgen }: FabricBinaries): Promise<void> {
  const file = genesisFile(plan);
  if (existsSync(file)) {
    return;
  }
  const profile = ['-profile', channelProfile, '-channelID', plan.topology.channel];
  await runProgram({
    name: 'configtxgen',
    command: configtxgen,
    arguments: [...profile, '-outputBlock', file, '-configPath', plan.folder],
    folder: plan.folder,
    environment: { FABRIC_CFG_PATH: plan.folder },
  });
}

async function administer(
  orderer: OrdererPlan,
  binaries: FabricBinaries,
  command: readonly string[],
): Promise<string> {
  const tls = tlsFiles(orderer.folder);
  const administrator = administrationFiles(orderer.organisation);
  const connection = ['-o', `${orderer.host}:${orderer.adminPort}`, '--ca-file', tls.authority];
  const client = ['--client-cert', administrator.certificate, '--client-key', administrator.privateKey];
  return await runProgram({
    name: `osnadmin channel ${command[0] ?? ''} (${orderer.id})`,
    command: binaries.osnadmin,
    arguments: ['channel', ...command, ...connection, ...client],
    folder: orderer.folder,
    environment: {},
  });
}

/** Lets an orderer take part in the channel, unless it already does. */
export async function joinOrderer(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  orderer: OrdererPlan,
): Promise<void> {
  const channel = ['--channelID', plan.topology.channel];
  const listed = await administer(orderer, binaries, ['list', ...channel]);
  if (listed.includes('Status: 200')) {
    return;
  }
  const answer = await administer(orderer, binaries, [
    'join',
    ...channel,
    '--config-block',
    genesisFile(plan),
  ]);
  if (!answer.includes('Status: 201')) {
    // osnadmin ends with 0 whatever the orderer answered.
    throw new Error(`${orderer.id} did not join the channel: ${answer}`);
  }
}

/** Throws unless the orderer takes part in ordering and has that many blocks. */
export async function assertConsenting(
  { topology }: NetworkPlan,
  binaries: FabricBinaries,
  orderer: OrdererPlan,
  height: number,
): Promise<void> {
  const answer = await administer(orderer, binaries, ['list', '--channelID', topology.channel]);
  const member = (name: string): string => new RegExp(`"${name}": "?(\\w+)`).exec(answer)?.[1] ?? '';
  const isActive = member('status') === 'active' && member('consensusRelation') === 'consenter';
  if (!isActive || Number(member('height')) < height) {
    throw new Error(`${orderer.id} has not caught up: ${answer}`);
  }
}

/** Lets a peer take part in the channel, unless it already does. */
export async function joinPeer(plan: NetworkPlan, binaries: FabricBinaries, peer: PeerPlan): Promise<void> {
  const channels = (await runPeerCommand(binaries, peer, 'channel', 'list'))
    .split('\n')
    .map((line) => line.trim());
  if (!channels.includes(plan.topology.channel)) {
    await runPeerCommand(binaries, peer, 'channel', 'join', '-b', genesisFile(plan));
  }
}
