import { QuanchengError } from '@quancheng/protocol';
import type { RecordKind, Records } from '../state/records.js';

/** Reads the ledger's present state, a batch's own earlier writes included. `name` is what follows `<kind>/`. */
export type Reader = <Kind extends RecordKind>(
  kind: Kind,
  name: string,
) => Promise<Records[Kind] | undefined>;

/** @throws REFERENCE_UNKNOWN where a command refers to what doesn't exist */
export async function readExisting<Kind extends RecordKind>(
  read: Reader,
  kind: Kind,
  name: string,
): Promise<Records[Kind]> {
  const value = await read(kind, name);
  if (value === undefined) throw new QuanchengError('REFERENCE_UNKNOWN', `there is no ${kind} ${name}`);
  return value;
}
