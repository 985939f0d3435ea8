import { common } from '@hyperledger/fabric-protos';

/** A protobuf message, as far as configuration values need one. */
export interface Serialisable {
  serializeBinary(): Uint8Array;
}

/** A part of a channel's configuration before it is encoded. */
export interface ConfigPart {
  readonly values: Readonly<Record<string, Serialisable>>;
  readonly policies: Readonly<Record<string, common.Policy>>;
  readonly groups?: Readonly<Record<string, common.ConfigGroup>>;
}

const admins = 'Admins';

/** Builds a group whose every element the group's own Admins may change, as configtxgen does. */
export function newConfigGroup({ values, policies, groups = {} }: ConfigPart): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(admins);
  for (const [name, message] of Object.entries(values)) {
    const value = new common.ConfigValue();
    value.setValue(message.serializeBinary());
    value.setModPolicy(admins);
    group.getValuesMap().set(name, value);
  }
  for (const [name, policy] of Object.entries(policies)) {
    const entry = new common.ConfigPolicy();
    entry.setPolicy(policy);
    entry.setModPolicy(admins);
    group.getPoliciesMap().set(name, entry);
  }
  for (const [name, subgroup] of Object.entries(groups)) {
    group.getGroupsMap().set(name, subgroup);
  }
  return group;
}

/** A policy that the policies of the same name in the subgroups decide. */
export function implicitPolicy(subPolicy: string, rule: 'ANY' | 'MAJORITY'): common.Policy {
  const meta = new common.ImplicitMetaPolicy();
  meta.setSubPolicy(subPolicy);
  meta.setRule(common.ImplicitMetaPolicy.Rule[rule]);
  return policyOf(common.Policy.PolicyType.IMPLICIT_META, meta);
}

export function signaturePolicy(envelope: common.SignaturePolicyEnvelope): common.Policy {
  return policyOf(common.Policy.PolicyType.SIGNATURE, envelope);
}

function policyOf(type: number, message: Serialisable): common.Policy {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(message.serializeBinary());
  return policy;
}

export function capabilities(...names: readonly string[]): common.Capabilities {
  const message = new common.Capabilities();
  for (const name of names) {
    message.getCapabilitiesMap().set(name, new common.Capability());
  }
  return message;
}
