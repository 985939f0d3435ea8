import { resolve } from 'node:path';
import type { FabricBinaries } from '../fabric-binaries.js';
import { openAuthorities, writeAdministrator, writeClient, writeNode } from '../key-material.js';
import { fetchHeight } from '../lifecycle/channel-update.js';
import { assertConsenting } from '../lifecycle/channel.js';
import type { NetworkPlan, NodePlan, OrdererPlan, OrganisationPlan } from '../network-plan.js';
import { askKeeper } from '../process/ask-keeper.js';
import { waitUntil } from '../process/wait-until.js';
import { readRecordedPlan } from '../recorded-plan.js';
import { type CertificateHolder, certificateHolders, earliestEnd } from './certificate-holders.js';
import { accessPast, announceOrderer } from './renew-orderer.js';
import { type RenewalStep, readRenewalJournal, writeRenewalJournal } from './renewal-journal.js';
import { currentLeader, isLeader, untilAnotherLeads } from './stand-in-leader.js';
import { completeRenewal, decideRenewal, isRenewalDecided, prepareRenewal } from './renewed-material.js';

const day = 24 * 60 * 60 * 1000;
/** Seconds that an orderer may take to agree with the others again. */
const patience = 60;

export interface RenewalOptions {
  readonly dataDirectory: string;
  readonly binaries: FabricBinaries;
  /** Renew what ends within so many days; Infinity: everything. */
  readonly withinDays: number;
  /** Told what is being done, for people who wait. */
  readonly report: (step: string) => void;
}

type Renewal = RenewalOptions & { readonly plan: NetworkPlan };

/** The leader's organisation comes last: whoever stands in for it should not be restarted again soon. */
async function leaderLast(plan: NetworkPlan): Promise<NetworkPlan> {
  const leader = await currentLeader(plan);
  const isLast = ({ folder }: OrganisationPlan): boolean => folder === leader?.organisation.folder;
  const { organisations } = plan;
  return {
    ...plan,
    organisations: [...organisations.filter((each) => !isLast(each)), ...organisations.filter(isLast)],
  };
}

async function planSteps(plan: NetworkPlan, withinDays: number): Promise<readonly RenewalStep[]> {
  const limit = Date.now() + withinDays * day;
  const steps: RenewalStep[] = [];
  const changedAdministrators = new Set<string>();
  for (const { id, kind, organisation, certificates } of certificateHolders(plan)) {
    const end = await earliestEnd(certificates);
    const renew = end !== null && end.getTime() < limit;
    if (kind === 'administrator' && renew) {
      changedAdministrators.add(organisation.folder);
    }
    // A node lets its administrator in by the certificate that it read when it started.
    const restart = (kind === 'peer' || kind === 'orderer') && changedAdministrators.has(organisation.folder);
    if (renew || restart) {
      steps.push({ id, renew });
    }
  }
  return steps;
}

async function writeMaterial(
  { kind, organisation }: CertificateHolder,
  plan: NetworkPlan,
  id: string,
  folder: string,
): Promise<void> {
  const authorities = await openAuthorities(organisation);
  const node: NodePlan | undefined = [...plan.peers, ...plan.orderers].find((each) => each.id === id);
  if (kind === 'administrator') {
    await writeAdministrator(folder, authorities);
  } else if (kind === 'client') {
    await writeClient(folder, authorities);
  } else if (node !== undefined) {
    await writeNode({ ...node, folder }, authorities, kind);
  }
}

/** Makes new keys and certificates and, for an orderer, makes them known; afterwards they only need to be put in place. */
async function prepare(renewal: Renewal, holder: CertificateHolder): Promise<void> {
  const { plan, binaries, report } = renewal;
  const { id, folder } = holder;
  if (isRenewalDecided(folder)) {
    return;
  }
  const next = await prepareRenewal(folder, (place) => writeMaterial(holder, plan, id, place));
  const orderer = plan.orderers.find((each) => each.id === id);
  if (orderer !== undefined) {
    report(`${id}: making its new certificates known to the channel`);
    await announceOrderer(orderer, next, plan, binaries);
  }
  await decideRenewal(folder);
}

async function restart(renewal: Renewal, id: string): Promise<void> {
  const { dataDirectory, binaries, plan, report } = renewal;
  report(`${id}: restarting`);
  const orderer = plan.orderers.find((each) => each.id === id);
  if (orderer !== undefined && (await isLeader(orderer, plan))) {
    report(`${id}: leads the orderers; waiting until another one does`);
    await askKeeper(dataDirectory, { action: 'end', target: id }, report);
    await untilAnotherLeads(orderer, plan);
  }
  await askKeeper(dataDirectory, { action: 'renew', target: id }, report);
  if (orderer !== undefined) {
    await untilCaughtUp(plan, binaries, orderer);
  }
}

/** Waits until the restarted orderer takes part again and has all that the others have. */
async function untilCaughtUp(
  plan: NetworkPlan,
  binaries: FabricBinaries,
  orderer: OrdererPlan,
): Promise<void> {
  const access = accessPast(orderer, plan, binaries);
  const height = await fetchHeight(access);
  await waitUntil(`${orderer.id} has caught up`, { assertAlive: () => undefined }, patience, () =>
    assertConsenting(plan, binaries, orderer, height),
  );
}

async function perform(renewal: Renewal, holder: CertificateHolder, renew: boolean): Promise<void> {
  const { id, kind, folder } = holder;
  if (renew) {
    renewal.report(`${id}: new keys and certificates`);
    await prepare(renewal, holder);
  }
  if (kind === 'peer' || kind === 'orderer') {
    await restart(renewal, id);
  } else {
    await completeRenewal(folder);
  }
}

/**
 * Renews certificates, with new keys, under the same authorities, one holder after the other while the network runs. A
 * renewal that was cut short is finished instead. Returns whose certificates were renewed.
 * @throws QuanchengError NETWORK_UNAVAILABLE if the network is not running, CHANNEL_UPDATE_REFUSED,
 * FABRIC_PROGRAM_FAILED; a second call goes on where this one stopped.
 */
export async function renewCertificates(options: RenewalOptions): Promise<string[]> {
  const folder = resolve(options.dataDirectory);
  const plan = await readRecordedPlan(folder);
  await askKeeper(folder, { action: 'greet' }, options.report);
  const begun = await readRenewalJournal(folder);
  if (begun !== null) {
    options.report('finishing the renewal that was begun earlier');
  }
  const steps = begun ?? (await planSteps(await leaderLast(plan), options.withinDays));
  const holders = new Map(certificateHolders(plan).map((each) => [each.id, each]));
  const renewed: string[] = [];
  for (const [index, { id, renew }] of steps.entries()) {
    await writeRenewalJournal(folder, steps.slice(index));
    const holder = holders.get(id);
    if (holder !== undefined) {
      await perform({ ...options, plan }, holder, renew);
      renewed.push(...(renew ? [id] : []));
    }
  }
  await writeRenewalJournal(folder, []);
  return renewed;
}
