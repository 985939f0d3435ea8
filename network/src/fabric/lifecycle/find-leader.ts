import type { NetworkPlan } from '../network-plan.js';
import { readOperations } from '../process/health.js';

/** Fabric's metrics reference: the leader's consenter id according to the latest block. */
const leaderMetric = /^consensus_BFT_leader_id\{.*\} (\d+)$/m;

/** The id of the orderer that most of the orderers that answer take for their leader. */
export async function findLeader({ orderers }: NetworkPlan): Promise<string> {
  const answers = await Promise.all(orderers.map((each) => readOperations(each, '/metrics').catch(() => '')));
  const votes = answers.map((text) => Number(leaderMetric.exec(text)?.[1] ?? 0));
  const count = (index: number): number => votes.filter((vote) => vote === index + 1).length;
  const [leader] = orderers
    .map(({ id }, index) => ({ id, votes: count(index) }))
    .sort((left, right) => right.votes - left.votes);
  if (leader === undefined || leader.votes === 0) {
    throw new Error('no orderer says who leads');
  }
  return leader.id;
}
