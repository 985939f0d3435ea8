import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeFile } from 'node:fs/promises';
import type { common } from '@hyperledger/fabric-protos';
import { QuanchengError } from '@quancheng/protocol';
import type { Organisation } from '../../topology/topology.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import type { NetworkPlan } from '../network-plan.js';
import { writeNetworkState } from '../network-state.js';
import { askKeeper } from '../process/ask-keeper.js';
import { requireNetworkState } from '../recorded-plan.js';
import {
  channelGroup,
  fetchConfiguration,
  openAccess,
  readUpdateFile,
  signAsAdministrators,
  submitUpdate,
} from './channel-update.js';
import { addMember, subgroup } from './config-update.js';
import { describeUpdate } from './describe-update.js';
import { desiredConfiguration } from './desired-configuration.js';
import { closeJoining, ensureKeys, openJoining } from './joining-organisation.js';
import { formatUpdate, newUpdateContent, readUpdate } from './update-envelope.js';

export interface AddOrganisationOptions {
  readonly dataDirectory: string;
  readonly binaries: FabricBinaries;
  readonly organisation: Organisation;
  /** Write the unsigned update of the channel to this file and stop. */
  readonly exportFile?: string | undefined;
  /** Submit the update in this file with the signatures that it carries, instead of one signed here. */
  readonly submitFile?: string | undefined;
  /** Told what is being done, for people who wait. */
  readonly report: (step: string) => void;
}

/** The update that the file holds, if it adds exactly this member. */
async function readSigned(
  file: string,
  { channel, mspId }: { readonly channel: string; readonly mspId: string },
  present: common.ConfigGroup,
  member: common.ConfigGroup,
): Promise<common.ConfigUpdateEnvelope> {
  const content = await readUpdateFile(channel, file);
  const update = readUpdate(content);
  const changes = describeUpdate(present, update);
  const added = update.getWriteSet()?.getGroupsMap().get('Application')?.getGroupsMap().get(mspId);
  const isSame = added !== undefined && isDeepStrictEqual(added.serializeBinary(), member.serializeBinary());
  if (!isSame || !isDeepStrictEqual(changes, [`adds /Application/group ${mspId}`])) {
    const told = changes.join(', ') || 'nothing';
    throw new QuanchengError(
      'CHANNEL_UPDATE_INVALID',
      `${file} does not add ${mspId} as it is here; it ${told}`,
    );
  }
  return content;
}

/** Makes the organisation a member of the channel. Returns false if the update was only exported. */
async function enterChannel(future: NetworkPlan, options: AddOrganisationOptions): Promise<boolean> {
  const { organisation, binaries, exportFile, submitFile, report } = options;
  const { mspId } = organisation;
  const { channel } = future.topology;
  const access = openAccess(future, binaries);
  report(`reading the configuration of the channel ${channel}`);
  const present = channelGroup(await fetchConfiguration(access));
  if (subgroup(present, 'Application').getGroupsMap().has(mspId)) {
    return true;
  }
  const member = subgroup(subgroup(await desiredConfiguration(future, binaries), 'Application'), mspId);
  const content = newUpdateContent(addMember(channel, present, mspId, member));
  if (exportFile !== undefined) {
    await writeFile(exportFile, formatUpdate(channel, content));
    return false;
  }
  if (submitFile !== undefined) {
    report(`submitting ${submitFile}`);
    await submitUpdate(access, await readSigned(submitFile, { channel, mspId }, present, member));
    return true;
  }
  const members = future.organisations.filter((each) => each.organisation.mspId !== mspId);
  const signed = await signAsAdministrators(content, members);
  report(`submitting the update of the channel, signed by ${signed.join(', ')}`);
  await submitUpdate(access, content);
  return true;
}

/**
 * Adds an organisation with its operator and peers to a running network: keys, membership of the channel, peers with
 * their chaincode, and a chaincode definition whose policy counts it. Each step looks first what is there, so that an
 * interrupted run goes on where it stopped.
 * @throws QuanchengError NETWORK_UNAVAILABLE, TOPOLOGY_INVALID, CHANGE_UNFINISHED, CHANNEL_UPDATE_INVALID,
 * CHANNEL_UPDATE_REFUSED, FABRIC_PROGRAM_FAILED
 */
export async function addOrganisation(options: AddOrganisationOptions): Promise<'added' | 'exported'> {
  const { organisation, report } = options;
  const folder = resolve(options.dataDirectory);
  const state = await requireNetworkState(folder);
  await askKeeper(folder, { action: 'greet' }, report);
  const isMember = state.topology.organisations.some((each) => isDeepStrictEqual(each, organisation));
  if (!isMember) {
    const future = await openJoining(state, folder, organisation);
    report(`generating the keys of ${organisation.name}`);
    await ensureKeys(future, organisation.mspId);
    if (!(await enterChannel(future.plan, options))) {
      return 'exported';
    }
    await writeNetworkState(future.plan, future.ports);
  }
  await closeJoining(folder);
  await askKeeper(folder, { action: 'extend' }, report);
  return 'added';
}
