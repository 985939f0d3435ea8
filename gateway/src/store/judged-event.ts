import { dueOf, governingVersionOf, type Due, type KindedRecord, type RecordHead } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { RecordEvent } from '../projections/record-event.js';
import { versionPlace } from './projection-keys.js';
import type { ProjectionDatabase } from './projection-database.js';

/** A new version, with what is due of it. */
export interface JudgedEvent {
  readonly event: RecordEvent;
  readonly version: number;
  /** Place of another record's version, by which alone it is known what is due; absent where nothing governs. */
  readonly governedBy?: string;
  /** By time; empty as long as what governs was not looked at. */
  readonly due: readonly Due[];
}

/** What is due of a new version, unless that takes another record's version to say. */
export function judgeAlone(event: RecordEvent): JudgedEvent {
  const version = Number(event.value['version']);
  const by = governingVersionOf(kindedRecord(event));
  return by === undefined
    ? { event, version, due: judge(event, undefined) }
    : { event, version, due: [], governedBy: versionPlace(by.kind, by.name, by.version) };
}

/** What is due of all of them, where the versions that govern stand among themselves, or in the database. */
export async function judgeGoverned(
  database: ProjectionDatabase,
  events: readonly JudgedEvent[],
): Promise<readonly JudgedEvent[]> {
  const wanted = new Set(events.flatMap(({ governedBy }) => governedBy ?? []));
  if (wanted.size === 0) return events;
  const found = new Map<string, JsonObject>();
  for (const { event, version } of events) {
    const place = versionPlace(event.kind, event.name, version);
    if (wanted.delete(place)) found.set(place, event.value);
  }
  const places = [...wanted];
  const texts: (string | undefined)[] = places.length === 0 ? [] : await database.getMany(places);
  for (const [index, text] of texts.entries()) {
    if (text !== undefined) found.set(places[index] ?? '', JSON.parse(text) as JsonObject);
  }
  return events.map((each) =>
    each.governedBy === undefined ? each : { ...each, due: judge(each.event, found.get(each.governedBy)) },
  );
}

function judge(event: RecordEvent, by: JsonObject | undefined): readonly Due[] {
  try {
    return dueOf(kindedRecord(event), by as unknown as RecordHead | undefined);
  } catch {
    // A record in the form of a newer contract: better no date than no records.
    return [];
  }
}

/** The contract wrote it in its kind's form, checked by all endorsers. */
function kindedRecord({ kind, value }: RecordEvent): KindedRecord {
  return { kind, value } as unknown as KindedRecord;
}
