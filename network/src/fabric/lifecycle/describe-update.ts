import type { common } from '@hyperledger/fabric-protos';

type Change = 'adds' | 'changes' | 'removes';
type Element = common.ConfigGroup | common.ConfigValue | common.ConfigPolicy;
type Elements = ReadonlyMap<string, Element>;

function elements(group: common.ConfigGroup | undefined): Elements {
  const found = new Map<string, Element>();
  group?.getValuesMap().forEach((each, name) => found.set(name, each));
  group?.getPoliciesMap().forEach((each, name) => found.set(`policy ${name}`, each));
  return found;
}

function compare(path: string, read: Elements, write: Elements): string[] {
  const told: string[] = [];
  const tell = (change: Change, name: string): void => void told.push(`${change} ${path}/${name}`);
  for (const [name, element] of write) {
    const before = read.get(name);
    if (before === undefined || before.getVersion() !== element.getVersion()) {
      tell(before === undefined && element.getVersion() === 0 ? 'adds' : 'changes', name);
    }
  }
  return told;
}

function describeGroup(
  path: string,
  read: common.ConfigGroup | undefined,
  write: common.ConfigGroup,
): string[] {
  const told = compare(path, elements(read), elements(write));
  const isOwn = read?.getVersion() !== write.getVersion();
  const mentioned = new Set(elements(write).keys());
  const lost = isOwn ? [...elements(read).keys()].filter((name) => !mentioned.has(name)) : [];
  write.getGroupsMap().forEach((group, name) => {
    const before = read?.getGroupsMap().get(name);
    const place = `${path}/${name}`;
    told.push(
      ...(before === undefined && group.getVersion() === 0
        ? [`adds ${place}`]
        : describeGroup(place, before, group)),
    );
  });
  read?.getGroupsMap().forEach((_, name) => {
    if (isOwn && !write.getGroupsMap().has(name)) {
      lost.push(name);
    }
  });
  return [...told, ...lost.map((name) => `removes ${path}/${name}`)];
}

/**
 * What an update does, a line for each change, as `adds /Application/CourtMSP`: whoever signs it should have read this.
 * An empty list means that it changes nothing.
 */
export function describeUpdate(update: common.ConfigUpdate): string[] {
  const write = update.getWriteSet();
  return write === undefined ? [] : describeGroup('', update.getReadSet(), write);
}
