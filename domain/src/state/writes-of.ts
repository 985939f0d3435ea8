import { isMachineKind } from '../records/machines.js';
import type { RecordHead } from '../records/record.js';
import type { Change } from './records.js';
import { stateKeyOf, versionKey } from './state-key.js';

/** The state keys and values that a change writes: a record's version is also kept under a key of its own. */
export function writesOf(change: Change): readonly (readonly [key: string, value: object])[] {
  const own = [stateKeyOf(change), change.value] as const;
  if (!isMachineKind(change.kind)) return [own];
  const { id, version } = change.value as RecordHead;
  return [own, [versionKey(change.kind, id, version), change.value]];
}
