import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import { readIdentity } from '../../msp/msp-folder.js';
import { SigningIdentity } from '../../msp/signing-identity.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan, OrdererPlan, OrganisationPlan, PeerPlan } from '../network-plan.js';
import { broadcastUpdate } from './broadcast.js';
import { firstOrderer, firstPeer, ordererOptions, runPeerCommand } from './peer-command.js';
import { parseUpdate, signUpdate, signers } from './update-envelope.js';

const pause = 200;
const patience = 60_000;

/** By which way a channel's configuration is read and changed. */
export interface ChannelAccess {
  readonly plan: NetworkPlan;
  readonly binaries: FabricBinaries;
  /** The orderer to speak to: one that is not being restarted. */
  readonly orderer: OrdererPlan;
  /** The peer whose organisation's administrator speaks. */
  readonly peer: PeerPlan;
}

/** The way to the channel through the first orderer, as the administrator of the first organisation. */
export function openAccess(plan: NetworkPlan, binaries: FabricBinaries): ChannelAccess {
  return { plan, binaries, orderer: firstOrderer(plan), peer: firstPeer(plan) };
}

/** The channel's configuration with its sequence number, as the orderer has it. */
export async function fetchConfiguration(access: ChannelAccess): Promise<common.Config> {
  return readConfiguration(await fetchBlock(access, 'config'));
}

/** How many blocks the orderer has: one more than the newest one's number. */
export async function fetchHeight(access: ChannelAccess): Promise<number> {
  const block = common.Block.deserializeBinary(await fetchBlock(access, 'newest'));
  return (block.getHeader()?.getNumber() ?? -1) + 1;
}

async function fetchBlock(access: ChannelAccess, which: 'config' | 'newest'): Promise<Buffer> {
  const { plan, binaries, orderer, peer } = access;
  const file = join(plan.folder, `${randomUUID()}.block`);
  const options = ['-c', plan.topology.channel, ...ordererOptions(orderer, peer.organisation)];
  try {
    await runPeerCommand(binaries, peer, 'channel', 'fetch', which, file, ...options);
    return await readFile(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** The configuration in a configuration block. */
export function readConfiguration(block: Uint8Array): common.Config {
  const [data] = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(data ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  if (config === undefined) {
    throw new QuanchengError('FABRIC_PROGRAM_FAILED', 'the block holds no channel configuration');
  }
  return config;
}

/** The group that holds everything. */
export function channelGroup(config: common.Config): common.ConfigGroup {
  return config.getChannelGroup() ?? new common.ConfigGroup();
}

/** Adds the signatures of organisations' administrators whose keys are here and who have not signed yet. */
export async function signAsAdministrators(
  content: common.ConfigUpdateEnvelope,
  organisations: readonly OrganisationPlan[],
): Promise<string[]> {
  const signed = new Set(signers(content));
  const added: string[] = [];
  for (const { organisation, administrator } of organisations) {
    const identity = await readIdentity(administrator, organisation.mspId).catch(() => null);
    if (identity !== null && !signed.has(organisation.mspId)) {
      signUpdate(content, new SigningIdentity(identity));
      added.push(organisation.mspId);
    }
  }
  return added;
}

/**
 * Submits a signed update and waits until the orderer has it in a block.
 * @throws QuanchengError CHANNEL_UPDATE_REFUSED if the orderers do not take it: too few signatures, or made for an
 * older configuration.
 */
export async function submitUpdate(
  access: ChannelAccess,
  content: common.ConfigUpdateEnvelope,
): Promise<void> {
  const { plan, peer } = access;
  const { channel } = plan.topology;
  const before = (await fetchConfiguration(access)).getSequence();
  await broadcastUpdate(plan.orderers, peer.organisation, { channel, content });
  const deadline = performance.now() + patience;
  while ((await fetchConfiguration(access)).getSequence() <= before) {
    if (performance.now() > deadline) {
      throw new QuanchengError('CHANNEL_UPDATE_REFUSED', 'the update was accepted but never ordered');
    }
    await delay(pause);
  }
}

/** Reads an update from a file. @throws QuanchengError CHANNEL_UPDATE_INVALID */
export async function readUpdateFile(channel: string, file: string): Promise<common.ConfigUpdateEnvelope> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new QuanchengError('CHANNEL_UPDATE_INVALID', `${file} cannot be read`, { cause });
  });
  return parseUpdate(channel, bytes);
}
