import type { common } from '@hyperledger/fabric-protos';
import { orderer as ordererMessages } from '@hyperledger/fabric-protos';
import type { FabricBinaries } from '../fabric-binaries.js';
import {
  type ChannelAccess,
  channelGroup,
  fetchConfiguration,
  openAccess,
  signAsAdministrators,
  submitUpdate,
} from '../lifecycle/channel-update.js';
import { type OrdererElements, replaceInOrderer, subgroup } from '../lifecycle/config-update.js';
import { desiredConfiguration } from '../lifecycle/desired-configuration.js';
import { newUpdateContent } from '../lifecycle/update-envelope.js';
import type { NetworkPlan, OrdererPlan } from '../network-plan.js';

/** BFT orderers know each other by the mapping, and a block is valid by the quorum of its identities. */
const bft: OrdererElements = { values: ['Orderers'], policies: ['BlockValidation'] };
const raft: OrdererElements = { values: ['ConsensusType'], policies: [] };

/** The way to the channel past an orderer that is being renewed. */
export function accessPast(orderer: OrdererPlan, plan: NetworkPlan, binaries: FabricBinaries): ChannelAccess {
  const access = openAccess(plan, binaries);
  return { ...access, orderer: plan.orderers.find((each) => each !== orderer) ?? orderer };
}

function consensusType(group: common.ConfigGroup): ordererMessages.ConsensusType {
  const value = subgroup(group, 'Orderer').getValuesMap().get('ConsensusType');
  return ordererMessages.ConsensusType.deserializeBinary(value?.getValue_asU8() ?? new Uint8Array());
}

/** Raft keeps its consenters among its options; those stay as the channel has them. */
function keepRaftOptions(present: common.ConfigGroup, desired: common.ConfigGroup): void {
  const { ConfigMetadata } = ordererMessages.etcdraft;
  const type = consensusType(present);
  const metadata = ConfigMetadata.deserializeBinary(type.getMetadata_asU8());
  const wanted = ConfigMetadata.deserializeBinary(consensusType(desired).getMetadata_asU8());
  metadata.setConsentersList(wanted.getConsentersList());
  type.setMetadata(metadata.serializeBinary());
  subgroup(desired, 'Orderer').getValuesMap().get('ConsensusType')?.setValue(type.serializeBinary());
}

/**
 * Lets the channel know the orderer by the certificates in `next`, unless it does already. From then on the others do
 * not speak to it until it is started with them, so one orderer is renewed after the other.
 */
export async function announceOrderer(
  orderer: OrdererPlan,
  next: string,
  plan: NetworkPlan,
  binaries: FabricBinaries,
): Promise<void> {
  const access = accessPast(orderer, plan, binaries);
  const present = channelGroup(await fetchConfiguration(access));
  const orderers = plan.orderers.map((each) => (each === orderer ? { ...each, folder: next } : each));
  const desired = await desiredConfiguration({ ...plan, orderers }, binaries);
  const isRaft = consensusType(present).getType() === 'etcdraft';
  if (isRaft) {
    keepRaftOptions(present, desired);
  }
  const update = replaceInOrderer(plan.topology.channel, present, desired, isRaft ? raft : bft);
  if (update !== null) {
    const content = newUpdateContent(update);
    await signAsAdministrators(content, plan.organisations);
    await submitUpdate(access, content);
  }
}
