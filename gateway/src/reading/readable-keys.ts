import {
  extentOf,
  isAuthority,
  mayKnowAbsence,
  recordKey,
  type KindedRecord,
  type Participant,
} from '@quancheng/domain';
import type { Ledger } from '@quancheng/ledger';
import { QuanchengError, type JsonObject } from '@quancheng/protocol';
import { guardOf, type KeyGuard } from './key-guard.js';
import { relatedRecords, type RecordSource } from './visible-record.js';

/**
 * Judges whether a reader may have state keys proven. An endorsed read shows all of a value, so whoever may see a part of
 * it alone is refused; that there is nothing is shown to those alone who may know it (`mayKnowAbsence`).
 * @param reader undefined for one who didn't say
 * @throws RECORD_UNKNOWN, whether there is something that the reader may not see or nothing
 */
export async function assertKeysReadable(
  ledger: Pick<Ledger, 'read'>,
  keys: readonly string[],
  reader: Participant | undefined,
): Promise<void> {
  const guarded = keys
    .map((key) => ({ key, guard: guardOf(key) }))
    .filter(({ guard }) => guard !== 'everybody');
  if (guarded.length === 0 || (reader !== undefined && isAuthority(reader))) return;
  const [first] = guarded;
  if (reader === undefined && first !== undefined) throw hidden(first.key);
  const records = await readRecords(ledger, guarded);
  for (const { key, guard } of guarded) {
    if (reader === undefined || !(await mayRead(guard, reader, records))) throw hidden(key);
  }
}

async function mayRead(guard: KeyGuard, reader: Participant, records: RecordSource): Promise<boolean> {
  if (typeof guard === 'string') return guard === 'everybody';
  if ('participant' in guard) return guard.participant === reader.id;
  const { kind, name } = guard.record;
  const value = await records.find(kind, name);
  if (value === undefined) return mayKnowAbsence(kind, name, reader);
  // The contract wrote it in its kind's form, checked by all endorsers.
  const record = { kind, value } as unknown as KindedRecord;
  return extentOf(record, reader, await relatedRecords(records, record)) === 'whole';
}

/** Records as a peer of the ledger has them, each asked for once: the guarded ones together. */
async function readRecords(
  ledger: Pick<Ledger, 'read'>,
  guarded: readonly { readonly guard: KeyGuard }[],
): Promise<RecordSource> {
  const keys = guarded.flatMap(({ guard }) =>
    typeof guard === 'object' && 'record' in guard ? [recordKey(guard.record.kind, guard.record.name)] : [],
  );
  const known = new Map<string, JsonObject | null>(keys.length === 0 ? [] : (await ledger.read(keys)).values);
  return {
    async find(kind, name) {
      const key = recordKey(kind, name);
      if (!known.has(key)) known.set(key, (await ledger.read([key])).values.get(key) ?? null);
      return known.get(key) ?? undefined;
    },
  };
}

function hidden(key: string): QuanchengError {
  return new QuanchengError('RECORD_UNKNOWN', `no ${key} for this reader`);
}
