import { isDeepStrictEqual } from 'node:util';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { parseOrganisation, parseTopology } from '../../topology/parse-topology.js';
import type { Organisation, Topology } from '../../topology/topology.js';
import { writeOrganisation } from '../key-material.js';
import { type NetworkPlan, type PortTable, planNetwork } from '../network-plan.js';
import { type NetworkState, resolvePorts } from '../network-state.js';

/** An organisation on its way into a network, as the data folder remembers it until it has arrived. */
interface JoiningOrganisation {
  readonly organisation: Organisation;
  readonly ports: PortTable;
}

/** A network as it will be, with the organisation in it. */
export interface FutureNetwork {
  readonly plan: NetworkPlan;
  readonly ports: PortTable;
}

function file(folder: string): string {
  return join(folder, 'joining.json');
}

async function readJoining(folder: string): Promise<JoiningOrganisation | null> {
  const text = await readFile(file(folder), 'utf8').catch(() => null);
  if (text === null) {
    return null;
  }
  const { organisation, ports } = JSON.parse(text) as JoiningOrganisation;
  return { organisation: parseOrganisation(organisation), ports };
}

/** The new member's peers endorse: the policy is computed anew, and that is a new definition of the chaincode. */
function withMember({ topology }: NetworkState, organisation: Organisation): Topology {
  const chaincode = { ...topology.chaincode, sequence: topology.chaincode.sequence + 1 };
  const organisations = [...topology.organisations, organisation];
  return parseTopology({ ...topology, organisations, chaincode });
}

/**
 * Plans the network with its new member: as in an earlier attempt that was cut short, or with newly chosen ports.
 * @throws QuanchengError TOPOLOGY_INVALID if the member clashes with another, CHANGE_UNFINISHED if another organisation,
 * or this one under another description, has begun to join.
 */
export async function openJoining(
  state: NetworkState,
  folder: string,
  organisation: Organisation,
): Promise<FutureNetwork> {
  const topology = withMember(state, organisation);
  const begun = await readJoining(folder);
  if (begun !== null && !isDeepStrictEqual(begun.organisation, organisation)) {
    const { name } = begun.organisation;
    const reason = `${name} has begun to join as ${file(folder)} says; finish that with add-org and the same description`;
    throw new QuanchengError('CHANGE_UNFINISHED', reason);
  }
  const ports = begun?.ports ?? (await resolvePorts(topology, state.ports));
  await writeFile(file(folder), `${JSON.stringify({ organisation, ports }, undefined, 2)}\n`);
  return { plan: planNetwork(topology, folder, ports), ports };
}

/** Makes the member's keys, unless it has them: in a place of their own first, so that they are there wholly or not at all. */
export async function ensureKeys({ plan, ports }: FutureNetwork, mspId: string): Promise<void> {
  const place = join(plan.folder, 'joining');
  const elsewhere = planNetwork(plan.topology, place, ports);
  for (const owner of elsewhere.organisations.filter((each) => each.organisation.mspId === mspId)) {
    const home = join(plan.folder, 'organisations', owner.organisation.name);
    if (!existsSync(home)) {
      await rm(place, { recursive: true, force: true });
      await mkdir(owner.folder, { recursive: true, mode: 0o700 });
      await writeOrganisation(elsewhere, owner);
      await rename(owner.folder, home);
    }
  }
  await rm(place, { recursive: true, force: true });
}

/** The organisation has arrived. */
export async function closeJoining(folder: string): Promise<void> {
  await rm(file(folder), { force: true });
}
