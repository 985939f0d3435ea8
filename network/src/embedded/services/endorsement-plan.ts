import { type EndorsementPolicy, isPolicySatisfied } from '../../topology/endorsement-policy.js';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';

/** The first peers in the topology's order that together satisfy the policy; undefined if all do not. */
export function planForPolicy(
  policy: EndorsementPolicy,
  peers: readonly EndorsingPeer[],
): readonly EndorsingPeer[] | undefined {
  const plan: EndorsingPeer[] = [];
  const operators = new Set<string | undefined>();
  for (const peer of peers) {
    const operator = policy.operators.find(({ mspIds }) => mspIds.includes(peer.mspId))?.operator;
    if (operators.has(operator)) {
      continue;
    }
    operators.add(operator);
    plan.push(peer);
    if (
      isPolicySatisfied(
        policy,
        plan.map(({ mspId }) => mspId),
      )
    ) {
      return plan;
    }
  }
  return undefined;
}

/** One peer of each named organisation, each once, and the organisations that have none. */
export function planForOrganisations(
  mspIds: readonly string[],
  peers: readonly EndorsingPeer[],
): { readonly plan: readonly EndorsingPeer[]; readonly missing: readonly string[] } {
  const wanted = [...new Set(mspIds)];
  const find = (mspId: string) => peers.find((peer) => peer.mspId === mspId);
  return {
    plan: wanted.map(find).filter((peer) => peer !== undefined),
    missing: wanted.filter((mspId) => find(mspId) === undefined),
  };
}
