import type { BilingualText } from '@quancheng/protocol';
import type { MachineKind } from '../records/machine-kind.js';
import type { RecordHead } from '../records/record.js';

/** `deadline`: somebody must act by then; `end`: something ends by time alone; `opening`: something becomes possible. */
export type DueNature = 'deadline' | 'end' | 'opening';

/** One thing that can be due of a record of one kind. A further one is a further row. */
export interface DueRow<Value extends RecordHead, Governing = undefined> {
  /** Its name in kebab case, once within the kind. */
  readonly what: string;
  readonly nature: DueNature;
  readonly title: BilingualText;
  /** Statuses in which it is awaited. */
  readonly in: readonly Value['status'][];
  /** Whether it shows to whoever sees the record's public view alone. */
  readonly isPublic?: true;
  /** Times (RFC 3339); undefined where the record has none. A pure function of the version, so that all compute it alike. */
  times(record: Value, governing: Governing | undefined): readonly (string | undefined)[];
  /** Participants who are to act, or whom it concerns: in whose calendar it stands. */
  whose(record: Value, governing: Governing | undefined): readonly string[];
}

/** The version of another record by which a record is judged. */
export interface GoverningVersion {
  readonly kind: MachineKind;
  readonly name: string;
  readonly version: number;
}

/** All that can be due of one kind of record. */
export interface DueTable<Value extends RecordHead, Governing = undefined> {
  /** The version of another record that the rows look at besides; a version never changes, so neither does what is due. */
  governing?(record: Value): GoverningVersion | undefined;
  readonly rows: readonly DueRow<Value, Governing>[];
}
