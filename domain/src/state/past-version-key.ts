import { isMachineKind } from '../records/machines.js';
import type { RecordHead } from '../records/record.js';
import type { Change } from './records.js';
import { versionKey } from './state-key.js';

/**
 * The state key under which the version that a change supersedes is kept from then on; undefined where it supersedes
 * none. The newest version stands under the record's own key alone: most records are written once.
 */
export function pastVersionKey(change: Change): string | undefined {
  if (!isMachineKind(change.kind)) return undefined;
  const { id, version } = change.value as RecordHead;
  return version === 1 ? undefined : versionKey(change.kind, id, version - 1);
}
