import type { VerifierKey } from '../note/verifier-key.js';

/** A C2SP tlog-policy: which logs and witnesses are known, and how many of the witnesses must cosign a checkpoint. */
export interface TlogPolicy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** `none`: the policy asks for no cosignature. */
  readonly quorum: PolicyMember | 'none';
}

export interface PolicyLog {
  readonly verifierKey: VerifierKey;
  readonly url?: string;
}

export interface PolicyWitness {
  readonly kind: 'witness';
  /** Within the policy only; not the key's name. */
  readonly name: string;
  /** Of type `cosignature`. */
  readonly verifierKey: VerifierKey;
  /** Usually the submission prefix (C2SP tlog-witness). */
  readonly url?: string;
}

/** Has witnessed what at least `threshold` of its members have. */
export interface PolicyGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly PolicyMember[];
}

export type PolicyMember = PolicyWitness | PolicyGroup;

/**
 * Whether these witnesses are a quorum. `quorum none` is met by nobody: a policy that asks for no cosignature makes
 * none of them count as one.
 * @param cosigners keys out of the policy's witnesses whose cosignatures verified
 */
export function meetsQuorum({ quorum }: TlogPolicy, cosigners: ReadonlySet<VerifierKey>): boolean {
  return quorum !== 'none' && hasWitnessed(quorum, cosigners);
}

function hasWitnessed(member: PolicyMember, cosigners: ReadonlySet<VerifierKey>): boolean {
  if (member.kind === 'witness') return cosigners.has(member.verifierKey);
  const count = member.members.filter((each) => hasWitnessed(each, cosigners)).length;
  return count >= member.threshold;
}
