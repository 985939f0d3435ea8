import { common, msp } from '@hyperledger/fabric-protos';
import type { NodeRole } from '../../msp/node-role.js';

/** Who signed, as far as a policy asks. */
export interface Signer {
  readonly mspId: string;
  readonly role: NodeRole;
}

/** Decides whether a set of distinct signers satisfies a policy. */
export type PolicyEvaluator = (signers: readonly Signer[]) => boolean;

/**
 * Compiles a signature policy. As in Fabric (common/cauthdsl), each signer serves for one leaf only, and rules are
 * tried from left to right without going back.
 * @throws Error if the policy is malformed.
 */
export function compilePolicy(envelope: common.SignaturePolicyEnvelope): PolicyEvaluator {
  const rule = envelope.getRule();
  if (rule === undefined) {
    throw new Error('the policy has no rule');
  }
  const compiled = compileRule(rule, envelope.getIdentitiesList().map(compilePrincipal));
  return (signers) => compiled(signers, new Set());
}

type Rule = (signers: readonly Signer[], used: Set<Signer>) => boolean;

function compileRule(
  rule: common.SignaturePolicy,
  principals: readonly ((signer: Signer) => boolean)[],
): Rule {
  const choice = rule.getNOutOf();
  if (choice !== undefined) {
    const rules = choice.getRulesList().map((each) => compileRule(each, principals));
    return (signers, used) => countSatisfied(rules, signers, used) >= choice.getN();
  }
  const isPrincipal = principals[rule.getSignedBy()];
  if (isPrincipal === undefined || rule.getTypeCase() !== common.SignaturePolicy.TypeCase.SIGNED_BY) {
    throw new Error('the policy names an identity that it does not list');
  }
  return (signers, used) => {
    const signer = signers.find((each) => !used.has(each) && isPrincipal(each));
    return signer !== undefined && used.add(signer).has(signer);
  };
}

/** A branch that fails gives back the signers that it had taken. */
function countSatisfied(rules: readonly Rule[], signers: readonly Signer[], used: Set<Signer>): number {
  let satisfied = 0;
  for (const rule of rules) {
    const attempt = new Set(used);
    if (rule(signers, attempt)) {
      satisfied += 1;
      for (const signer of attempt) {
        used.add(signer);
      }
    }
  }
  return satisfied;
}

function compilePrincipal(principal: msp.MSPPrincipal): (signer: Signer) => boolean {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) {
    throw new Error('only roles are supported as principals');
  }
  const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  const mspId = role.getMspIdentifier();
  const wanted = roleNames.get(role.getRole());
  return (signer) => signer.mspId === mspId && (wanted === undefined || signer.role === wanted);
}

const { ADMIN, CLIENT, ORDERER, PEER } = msp.MSPRole.MSPRoleType;
/** MEMBER, which is not listed, is every role. */
const roleNames = new Map<number, NodeRole>([
  [ADMIN, 'admin'],
  [CLIENT, 'client'],
  [PEER, 'peer'],
  [ORDERER, 'orderer'],
]);
