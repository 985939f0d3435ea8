import { common } from '@hyperledger/fabric-protos';

/*
 * A configuration update names the elements it relies on (read set) and the elements as they shall be (write set). An
 * element changes where its version in the write set is one more than at present. Source: Fabric's documentation,
 * “Updating a channel configuration”, and common/configtx/update.go.
 */

type Group = common.ConfigGroup;

function only(version: number): Group {
  const group = new common.ConfigGroup();
  group.setVersion(version);
  return group;
}

/** All members of a group by their versions: what a change of the membership must repeat. */
function members(group: Group, into: Group): Group {
  group.getGroupsMap().forEach((each, name) => into.getGroupsMap().set(name, only(each.getVersion())));
  group.getValuesMap().forEach((each, name) => {
    const value = new common.ConfigValue();
    value.setVersion(each.getVersion());
    into.getValuesMap().set(name, value);
  });
  group.getPoliciesMap().forEach((each, name) => {
    const policy = new common.ConfigPolicy();
    policy.setVersion(each.getVersion());
    into.getPoliciesMap().set(name, policy);
  });
  return into;
}

function newUpdate(
  channel: string,
  root: Group,
  name: string,
  [read, write]: readonly [Group, Group],
): common.ConfigUpdate {
  const update = new common.ConfigUpdate();
  update.setChannelId(channel);
  const wrap = (group: Group): Group => {
    const parent = only(root.getVersion());
    parent.getGroupsMap().set(name, group);
    return parent;
  };
  update.setReadSet(wrap(read));
  update.setWriteSet(wrap(write));
  return update;
}

/** The group of this name directly below the channel's. */
export function subgroup(root: Group, name: string): Group {
  const group = root.getGroupsMap().get(name);
  if (group === undefined) {
    throw new Error(`the channel configuration has no group ${name}`);
  }
  return group;
}

/** The update that adds an organisation to the group `Application` of a channel's present configuration. */
export function addMember(channel: string, root: Group, mspId: string, member: Group): common.ConfigUpdate {
  const present = subgroup(root, 'Application');
  const write = members(present, only(present.getVersion() + 1));
  write.setModPolicy(present.getModPolicy());
  write.getGroupsMap().set(mspId, member);
  return newUpdate(channel, root, 'Application', [members(present, only(present.getVersion())), write]);
}

/** Which elements of the group `Orderer` to take over from another configuration. */
export interface OrdererElements {
  readonly values: readonly string[];
  readonly policies: readonly string[];
}

/** The update that gives elements of the group `Orderer` their desired contents; null if they have them. */
export function replaceInOrderer(
  channel: string,
  root: Group,
  desired: Group,
  { values, policies }: OrdererElements,
): common.ConfigUpdate | null {
  const present = subgroup(root, 'Orderer');
  const wanted = subgroup(desired, 'Orderer');
  const write = only(present.getVersion());
  for (const name of values) {
    const [old, next] = [present.getValuesMap().get(name), wanted.getValuesMap().get(name)];
    if (old !== undefined && next !== undefined && old.getValue_asB64() !== next.getValue_asB64()) {
      const value = old.clone();
      value.setVersion(old.getVersion() + 1);
      value.setValue(next.getValue_asU8());
      write.getValuesMap().set(name, value);
    }
  }
  for (const name of policies) {
    const [old, next] = [present.getPoliciesMap().get(name), wanted.getPoliciesMap().get(name)];
    const [before, after] = [old?.getPolicy()?.getValue_asB64(), next?.getPolicy()?.getValue_asB64()];
    if (old !== undefined && before !== after) {
      const policy = old.clone();
      policy.setVersion(old.getVersion() + 1);
      policy.setPolicy(next?.getPolicy());
      write.getPoliciesMap().set(name, policy);
    }
  }
  const isSame = write.getValuesMap().getLength() + write.getPoliciesMap().getLength() === 0;
  return isSame ? null : newUpdate(channel, root, 'Orderer', [only(present.getVersion()), write]);
}
