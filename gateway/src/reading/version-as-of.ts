import type { MachineKind } from '@quancheng/domain';
import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { textMember } from '../json/text-member.js';
import type { Projection } from '../projections/projection.js';
import type { SettledTime } from '../projections/settled-time.js';

interface Sources {
  readonly projection: Pick<Projection, 'versions'>;
  readonly settled: Pick<SettledTime, 'covers'>;
}

/**
 * The version of a record that was in force at a moment of ledger time.
 * @param present the record as it is
 * @throws AS_OF_UNSETTLED while a version with an earlier time could still come, RECORD_UNKNOWN before the first version
 */
export async function versionAsOf(
  { projection, settled }: Sources,
  kind: MachineKind,
  present: JsonObject,
  moment: string,
): Promise<JsonObject> {
  if (!settled.covers(moment)) {
    throw new QuanchengError('AS_OF_UNSETTLED', `two ticks of the ledger must come after ${moment}`);
  }
  const name = textMember(present, 'id');
  const versionAt = async (number: number): Promise<JsonObject | undefined> =>
    (await projection.versions(kind, name, number, 1))[0];
  // The greatest number whose version had begun: times never fall from version to version.
  let begun = 0;
  let later = Number(present['version']) + 1;
  while (later - begun > 1) {
    const middle = Math.floor((begun + later) / 2);
    const version = await versionAt(middle);
    if (version !== undefined && timeOf(version) <= moment) begun = middle;
    else later = middle;
  }
  const found = begun === 0 ? undefined : await versionAt(begun);
  if (found === undefined) throw new QuanchengError('RECORD_UNKNOWN', `${kind} ${name} did not exist yet`);
  return found;
}

function timeOf(version: JsonObject): string {
  const at = version['at'] as { readonly time: string };
  return at.time;
}
