import { common, msp } from '@hyperledger/fabric-protos';
import type { EndorsementPolicy } from '../../topology/endorsement-policy.js';

/** `OutOf(required, …)` over operators, each by a peer of any of its MSPs, as Fabric's `--signature-policy` encodes it. */
export function formatSignaturePolicy({
  required,
  operators,
}: EndorsementPolicy): common.SignaturePolicyEnvelope {
  const principals: msp.MSPPrincipal[] = [];
  const branches = operators.map(({ mspIds }) => {
    const signers = mspIds.map((mspId) => signedBy(principals.push(peerOf(mspId)) - 1));
    return signers.length === 1 && signers[0] !== undefined ? signers[0] : outOf(1, signers);
  });
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(outOf(required, branches));
  envelope.setIdentitiesList(principals);
  return envelope;
}

/** A policy that one certificate in this role of any of these MSPs satisfies. */
export function anyOf(
  mspIds: readonly string[],
  roles: readonly RoleNumber[],
): common.SignaturePolicyEnvelope {
  const principals = mspIds.flatMap((mspId) => roles.map((role) => principalOf(mspId, role)));
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(
    outOf(
      1,
      principals.map((_, index) => signedBy(index)),
    ),
  );
  envelope.setIdentitiesList(principals);
  return envelope;
}

export type RoleNumber = msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap];

function peerOf(mspId: string): msp.MSPPrincipal {
  return principalOf(mspId, msp.MSPRole.MSPRoleType.PEER);
}

function principalOf(mspId: string, role: RoleNumber): msp.MSPPrincipal {
  const message = new msp.MSPRole();
  message.setMspIdentifier(mspId);
  message.setRole(role);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(message.serializeBinary());
  return principal;
}

function signedBy(index: number): common.SignaturePolicy {
  const policy = new common.SignaturePolicy();
  policy.setSignedBy(index);
  return policy;
}

export function outOf(required: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const choice = new common.SignaturePolicy.NOutOf();
  choice.setN(required);
  choice.setRulesList(rules);
  const policy = new common.SignaturePolicy();
  policy.setNOutOf(choice);
  return policy;
}
