import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkPlan, OrdererPlan } from '../network-plan.js';
import { readOperations } from '../process/health.js';

/*
 * When an orderer is restarted, what the others send to it first is lost in their dead connections. A follower makes up
 * for it by itself. A leader that comes back as leader never sees the votes for its next block and blocks everybody
 * until they have lost patience with it. So a leader stays away until the others follow another one, which they do
 * after `LeaderHeartbeatTimeout`.
 */

const pause = 500;
const patience = 60_000;

/** SmartBFT's own metric, set at every change of the view; Raft orderers have none and need none of this. */
const leaderMetric = /^consensus_smartbft_view_leader_id\{.*\} (\d+)$/m;

async function readLeader(orderer: OrdererPlan): Promise<number | undefined> {
  const answer = await readOperations(orderer, '/metrics').catch(() => '');
  const id = leaderMetric.exec(answer)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** True if most of the others follow this orderer. */
export async function isLeader(orderer: OrdererPlan, { orderers }: NetworkPlan): Promise<boolean> {
  const number = orderers.indexOf(orderer) + 1;
  const others = orderers.filter((each) => each !== orderer);
  const leaders = await Promise.all(others.map(readLeader));
  return leaders.filter((each) => each === number).length * 2 > others.length;
}

/** The orderer that leads; undefined if there is none that most of the others follow. */
export async function currentLeader(plan: NetworkPlan): Promise<OrdererPlan | undefined> {
  for (const orderer of plan.orderers) {
    if (await isLeader(orderer, plan)) {
      return orderer;
    }
  }
  return undefined;
}

/** Waits until the others follow another leader; at most a minute, since then there is none to wait for. */
export async function untilAnotherLeads(orderer: OrdererPlan, plan: NetworkPlan): Promise<void> {
  const deadline = performance.now() + patience;
  while ((await isLeader(orderer, plan)) && performance.now() < deadline) {
    await delay(pause);
  }
}
