import type { CommandHead } from '../commands/command.js';
import type { Change, Records } from '../state/records.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { MachineKind } from './machine-kind.js';
import { nextVersion } from './next-version.js';
import type { Contents, RecordHead } from './record.js';

/** Another record's next version, which a transition decides together with its own record's. */
export type Amendment = {
  [Kind in MachineKind]: {
    readonly kind: Kind;
    readonly id: string;
    /** Absent for a record that begins with this. */
    readonly before?: Records[Kind] | undefined;
    readonly contents: Contents<Records[Kind]>;
    /** Collections to which this version is added, behind the entries of the transition’s own record. */
    readonly collections?: readonly string[];
  };
}[MachineKind];

/** The change that an amendment makes. */
export function changeOf(
  { kind, id, before, contents }: Amendment,
  command: CommandHead,
  at: LedgerTime,
): Change {
  // A kind and a record of that kind are a change; the compiler cannot follow that through the union.
  return { kind, value: nextVersion<RecordHead>(id, before, contents, command, at) } as unknown as Change;
}
