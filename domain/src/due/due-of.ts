import type { MachineKind } from '../records/machine-kind.js';
import type { RecordHead } from '../records/record.js';
import type { KindedRecord } from '../reading/readers-of.js';
import type { DueNature, DueRow, DueTable, GoverningVersion } from './due-row.js';
import { dueTables } from './due-tables.js';

/** Something that is due of a record. */
export interface Due {
  readonly what: string;
  readonly nature: DueNature;
  /** Time: it is reached, and a deadline missed, once the ledger's time is not before it. */
  readonly time: string;
  /** Participants who are to act, or whom it concerns; sorted. */
  readonly whose: readonly string[];
  readonly isPublic: boolean;
}

type AnyTable = DueTable<RecordHead, unknown>;
type AnyRow = DueRow<RecordHead, unknown>;

/** The version of another record that `dueOf` needs besides. */
export function governingVersionOf(record: KindedRecord): GoverningVersion | undefined {
  return tableOf(record.kind)?.governing?.(record.value);
}

/**
 * What is due of a version of a record, by time. A pure function: whoever folds the same ledger knows the same.
 * @param governing the version that `governingVersionOf` names
 */
export function dueOf(record: KindedRecord, governing: RecordHead | undefined): readonly Due[] {
  const value: RecordHead = record.value;
  const found = (tableOf(record.kind)?.rows ?? [])
    .filter((row) => row.in.includes(value.status))
    .flatMap((row) => duesBy(row, value, governing));
  return found.sort((left, right) => orderOf(left, right));
}

/** The row that says what something due is. */
export function dueRowOf(kind: MachineKind, what: string): AnyRow | undefined {
  return tableOf(kind)?.rows.find((row) => row.what === what);
}

function duesBy(row: AnyRow, value: RecordHead, governing: RecordHead | undefined): readonly Due[] {
  const { what, nature, isPublic = false } = row;
  const times = new Set(row.times(value, governing).filter((time) => time !== undefined));
  const whose = [...new Set(row.whose(value, governing))].sort();
  return [...times].map((time) => ({ what, nature, time, whose, isPublic }));
}

function tableOf(kind: MachineKind): AnyTable | undefined {
  // A kind's table reads records of that kind; the compiler cannot follow that through the union.
  return dueTables[kind];
}

function orderOf(left: Due, right: Due): number {
  const [first, second] = [`${left.time} ${left.what}`, `${right.time} ${right.what}`];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
