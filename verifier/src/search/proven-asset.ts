import { QuanchengError, readForm, type Form } from '@quancheng/protocol';
import type { Tick } from '../read/endorsed-read.js';
import type { StateVersion } from '../read/endorsed-read.js';
import {
  broken,
  digestOfValue,
  recordForm,
  type CollectionEntry,
  type RecordVersion,
} from '../records/record-form.js';
import type { StateReads } from '../records/state-reads.js';
import { collectionIn } from '../records/verify-collection.js';
import { assertFollows, newestVersion, pastVersion, versionsIn } from '../records/verify-versions.js';
import { searchForm, type SearchedExtent, type SearchState } from './search-forms.js';

/** A search on the ledger, and where in it. */
export interface LocatedSearch {
  readonly search: SearchState;
  readonly written: StateVersion;
}

/** @throws SEARCH_UNKNOWN if the ledger holds no such search, READ_INCOMPLETE, READ_MALFORMED */
export function locateSearch(state: StateReads, name: string): LocatedSearch {
  const { written } = state.answer(`search/${name}`, searchForm);
  if (written === undefined) throw new QuanchengError('SEARCH_UNKNOWN', `there is no search ${name}`);
  if (written.value.id !== name) throw broken(`search/${name} is another one’s`);
  return { search: written.value, written: written.version };
}

/** A certificate as it was when it was searched, and as it is. */
export interface SearchedCertificate {
  readonly then: RecordVersion;
  readonly now: RecordVersion;
}

/**
 * Its versions from the searched one on; what it was before its registration is not a searcher's to know.
 * @throws HISTORY_BROKEN, READ_INCOMPLETE
 */
export function proveCertificate(state: StateReads, search: SearchState): SearchedCertificate {
  const record = `certificate/${search.certificate}`;
  const now = newestVersion(state.answer(record, recordForm), record);
  if (now === undefined) throw broken(`${record} is not there`);
  let last: RecordVersion | undefined;
  let then: RecordVersion | undefined;
  for (let number = search.certificateVersion; number <= now.version; number += 1) {
    const version = number === now.version ? now : pastVersion(state, record, number);
    if (version === undefined) throw broken(`version ${number} of ${record} is not there`);
    assertFollows(last, version);
    last = version;
    then ??= version;
  }
  if (then === undefined) throw broken(`${record} has no version ${search.certificateVersion}`);
  return { then, now };
}

/** What a collection showed when it was searched, and what it shows now: the last version of each record, by its key. */
export interface TwoViews {
  readonly then: ReadonlyMap<string, RecordVersion>;
  readonly now: ReadonlyMap<string, RecordVersion>;
  readonly asOf: Tick;
}

/**
 * Proves that these are all entries of a collection, that the first of them are those that the search found, and that
 * every version of every record in it is an entry: so none can have been read at another time than the head.
 * @throws HISTORY_BROKEN, SEARCH_EXTENT_MISMATCH, READ_INCOMPLETE
 */
export function proveCollection(state: StateReads, name: string, extent: SearchedExtent): TwoViews {
  const { entries, asOf } = collectionIn(state, name);
  const shown = entries.slice(0, extent.count);
  const last = shown.at(-1);
  if (
    shown.length !== extent.count ||
    (last === undefined ? undefined : digestOfValue(last)) !== extent.last
  ) {
    throw new QuanchengError('SEARCH_EXTENT_MISMATCH', `${name} had other entries than the search says`);
  }
  const histories = new Map<string, readonly RecordVersion[]>();
  for (const { record } of entries) {
    if (!histories.has(record)) histories.set(record, versionsIn(state, record).versions);
  }
  for (const [record, versions] of histories) assertEntered(record, versions, entries);
  return { then: lastOf(shown, histories), now: lastOf(entries, histories), asOf };
}

function assertEntered(
  record: string,
  versions: readonly RecordVersion[],
  entries: readonly CollectionEntry[],
): void {
  const entered = entries.filter((entry) => entry.record === record).map(({ version }) => version);
  if (entered.length === versions.length && entered.every((version, index) => version === index + 1)) return;
  throw broken(`${record} has ${versions.length} versions, and ${entered.length} are entries`);
}

function lastOf(
  entries: readonly CollectionEntry[],
  histories: ReadonlyMap<string, readonly RecordVersion[]>,
): ReadonlyMap<string, RecordVersion> {
  return new Map(
    entries.flatMap(({ record, version }) => {
      const value = histories.get(record)?.[version - 1];
      return value === undefined ? [] : [[record, value] as const];
    }),
  );
}

/** The records of one kind in a view, in their form. @throws READ_MALFORMED */
export function recordsOf<Value>(
  view: ReadonlyMap<string, RecordVersion>,
  kind: string,
  form: Form<Value>,
): readonly Value[] {
  return [...view]
    .filter(([key]) => key.startsWith(`${kind}/`))
    .map(([, value]) => readForm(form, value, 'READ_MALFORMED'));
}
