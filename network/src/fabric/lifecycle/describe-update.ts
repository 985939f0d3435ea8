import type { common } from '@hyperledger/fabric-protos';

interface Versioned {
  getVersion(): number;
}

/** Values, policies and groups of a group by their names, policies marked as such. */
function members(group: common.ConfigGroup): ReadonlyMap<string, Versioned> {
  const found = new Map<string, Versioned>();
  group.getValuesMap().forEach((each, name) => found.set(name, each));
  group.getPoliciesMap().forEach((each, name) => found.set(`policy ${name}`, each));
  group.getGroupsMap().forEach((each, name) => found.set(`group ${name}`, each));
  return found;
}

function describeGroup(path: string, present: common.ConfigGroup, write: common.ConfigGroup): string[] {
  const [before, after] = [members(present), members(write)];
  const hasNewMembership = present.getVersion() !== write.getVersion();
  const removed = hasNewMembership ? [...before.keys()].filter((name) => !after.has(name)) : [];
  const told = [...after].flatMap(([name, element]) => {
    const old = before.get(name);
    if (old === undefined) {
      return [`adds ${path}/${name}`];
    }
    return old.getVersion() === element.getVersion() || name.startsWith('group ')
      ? []
      : [`changes ${path}/${name}`];
  });
  told.push(...removed.map((name) => `removes ${path}/${name}`));
  if (present.getModPolicy() !== write.getModPolicy() && hasNewMembership) {
    told.push(`changes who may change ${path === '' ? 'the channel' : path}`);
  }
  write.getGroupsMap().forEach((group, name) => {
    const old = present.getGroupsMap().get(name);
    told.push(...(old === undefined ? [] : describeGroup(`${path}/${name}`, old, group)));
  });
  return told;
}

/**
 * What an update does to the present configuration of the channel, a line for each change, as `adds
 * /Application/group CourtMSP`: whoever signs it should have read this. It compares with the channel, not with what the
 * update claims to rely on. An empty list means that it changes nothing.
 */
export function describeUpdate(present: common.ConfigGroup, update: common.ConfigUpdate): string[] {
  const write = update.getWriteSet();
  return write === undefined ? [] : describeGroup('', present, write);
}
