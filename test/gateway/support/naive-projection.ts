import type { RecordEvent, RecordQuery } from '@quancheng/gateway';
import type { JsonObject } from '@quancheng/protocol';

/** What a projection of these events answers, found by looking at all of them. */
export function newNaiveProjection(events: readonly RecordEvent[]) {
  const versionsOf = (kind: string, name: string): JsonObject[] =>
    events.filter((each) => each.kind === kind && each.name === name).map(({ value }) => value);
  return {
    find: (kind: string, name: string): JsonObject | undefined => versionsOf(kind, name).at(-1),
    versions: (kind: string, name: string): readonly JsonObject[] => versionsOf(kind, name),
    /** The newest record first. */
    list({ kind, filters }: Pick<RecordQuery, 'kind' | 'filters'>): readonly JsonObject[] {
      const firsts = events.filter(({ value, ...event }) => event.kind === kind && value['version'] === 1);
      return firsts
        .reverse()
        .map(({ name }) => versionsOf(kind, name).at(-1) ?? {})
        .filter((value) => Object.entries(filters).every(([member, wanted]) => value[member] === wanted));
    },
  };
}
