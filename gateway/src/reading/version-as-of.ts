import type { MachineKind } from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { parseTime, QuanchengError, type JsonObject } from '@quancheng/protocol';
import type { Projection } from '../projections/projection.js';

interface Sources {
  readonly projection: Pick<Projection, 'versions'>;
  readonly ledger: Pick<Ledger, 'read'>;
}

/**
 * The version of a record that was in force at a moment of ledger time.
 * @param present the record as it is
 * @throws AS_OF_UNSETTLED while a version with an earlier time could still come, RECORD_UNKNOWN before the first version
 */
export async function versionAsOf(
  { projection, ledger }: Sources,
  kind: MachineKind,
  present: JsonObject,
  moment: string,
): Promise<JsonObject> {
  await assertPast(ledger, moment);
  const name = String(present['id']);
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

/** A transaction lives for at most two ticks after the one that it names. */
async function assertPast(ledger: Pick<Ledger, 'read'>, moment: string): Promise<void> {
  const { values, tick } = await ledger.read(['ledger']);
  const period = Number(values.get('ledger')?.['tickPeriod'] ?? 0) * 1000;
  if (parseTime(tick.time) <= parseTime(moment) + 2 * period) {
    throw new QuanchengError('AS_OF_UNSETTLED', `the ledger’s time is ${tick.time}`);
  }
}

function timeOf(version: JsonObject): string {
  const at = version['at'] as { readonly time: string };
  return at.time;
}
