import { QuanchengError } from '@quancheng/protocol';
import type { RecordKind, Records } from '../state/records.js';
import { formatKeyNumber } from '../state/state-key.js';
import type { MachineKind } from './machine-kind.js';

/** What a state key begins with: a kind of record, or past versions of one. */
export type ReadableKind = RecordKind | `version/${MachineKind}`;

type Readable<Kind extends ReadableKind> = Kind extends `version/${infer Past extends MachineKind}`
  ? Records[Past]
  : Kind extends RecordKind
    ? Records[Kind]
    : never;

/** Reads the ledger's present state, a batch's own earlier writes included. `name` is what follows `<kind>/`. */
export type Reader = <Kind extends ReadableKind>(
  kind: Kind,
  name: string,
) => Promise<Readable<Kind> | undefined>;

/** @throws REFERENCE_UNKNOWN where a command refers to what doesn't exist */
export async function readExisting<Kind extends ReadableKind>(
  read: Reader,
  kind: Kind,
  name: string,
): Promise<Readable<Kind>> {
  const value = await read(kind, name);
  if (value === undefined) throw new QuanchengError('REFERENCE_UNKNOWN', `there is no ${kind} ${name}`);
  return value;
}

/** A record as it was in a version, which may be the present one. @throws REFERENCE_UNKNOWN */
export async function readVersion<Kind extends MachineKind>(
  read: Reader,
  kind: Kind,
  name: string,
  version: number,
): Promise<Readable<`version/${Kind}`>> {
  const present = (await read(kind, name)) as Readable<`version/${Kind}`> | undefined;
  if (present?.version === version) return present;
  return readExisting(read, `version/${kind}`, `${name}/${formatKeyNumber(version)}`);
}
