import type { Topology } from './topology.js';

/** Which operators exist, through which MSPs each can speak, and how many of them must endorse. */
export interface EndorsementPolicy {
  readonly required: number;
  readonly operators: readonly EndorsingOperator[];
}

export interface EndorsingOperator {
  readonly operator: string;
  readonly mspIds: readonly string[];
}

/**
 * The endorsement policy of a topology. Organisations run by one operator count once: otherwise a single party could
 * reach the quorum by holding several MSPs.
 */
export function endorsementPolicy(topology: Topology): EndorsementPolicy {
  const byOperator = new Map<string, string[]>();
  for (const { operator, mspId } of topology.organisations) {
    byOperator.set(operator, [...(byOperator.get(operator) ?? []), mspId]);
  }
  const operators = [...byOperator].map(([operator, mspIds]) => ({ operator, mspIds }));
  const rule = topology.chaincode.policy;
  const required = rule === 'majority' ? Math.floor(operators.length / 2) + 1 : rule;
  return { required, operators };
}

/** The policy in the language of `peer lifecycle --signature-policy`, for example `OutOf(2, 'AMSP.peer', 'BMSP.peer')`. */
export function formatSignaturePolicy(policy: EndorsementPolicy): string {
  const branches = policy.operators.map(({ mspIds }) => {
    const principals = mspIds.map((mspId) => `'${mspId}.peer'`);
    return principals.length === 1 ? principals.join() : `OR(${principals.join(', ')})`;
  });
  return `OutOf(${policy.required}, ${branches.join(', ')})`;
}

/** True if peers of these MSPs together satisfy the policy. Unknown MSP ids count for nothing. */
export function isPolicySatisfied(policy: EndorsementPolicy, mspIds: Iterable<string>): boolean {
  const endorsed = new Set(mspIds);
  const operators = policy.operators.filter((each) => each.mspIds.some((mspId) => endorsed.has(mspId)));
  return operators.length >= policy.required;
}
