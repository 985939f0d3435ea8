import { dueTables, type MachineKind } from '@quancheng/domain';

/** What is due of a kind, without its times and whose it is, as a table by hand can say it. */
export function dueRowsOf(kind: MachineKind): readonly object[] {
  return (dueTables[kind]?.rows ?? []).map(({ what, nature, title, in: statuses, isPublic }) => ({
    what,
    nature,
    zh: title.zh,
    hasEnglish: title.en.length > 0,
    in: statuses,
    isPublic: isPublic === true,
  }));
}
