import type { Participant } from '../participants/participant.js';
import type { MachineKind } from '../records/machine-kind.js';
import { ownerOf } from '../records/record-name.js';
import { isAuthority } from './may-read.js';

/** Kinds that belong to registers: their registrars may know that there is nothing of a name. */
const keptByRegisters: readonly MachineKind[] = [
  'certificate',
  'objection',
  'claim',
  'pledge',
  'priority',
  'search',
  'encumbrance',
];

/**
 * Whether somebody may know that there is no record of a name, where not everybody may know that there is one: the
 * participant in whose name space it would be, authorities, and registrars where registers keep such records. To all
 * others absence shows as what they may not read does, or the difference would tell them what is there.
 */
export function mayKnowAbsence(kind: MachineKind, name: string, reader: Participant): boolean {
  if (isAuthority(reader) || ownerOf(name) === reader.id) return true;
  return reader.roles.includes('registrar') && keptByRegisters.includes(kind);
}
