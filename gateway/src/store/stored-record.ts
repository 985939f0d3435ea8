import type { Due } from '@quancheng/domain';
import type { RecordEvent } from '../projections/record-event.js';

/** What the database holds of a record as it is. The value itself stands once, with its version. */
export interface StoredRecord {
  /** The number of its first change, by which it stands in the indexes: pages hold still while records change. */
  readonly order: number;
  readonly version: number;
  /** The members by which it can be found. */
  readonly indexed: Readonly<Record<string, string>>;
  /** What is due of it; absent for nothing. */
  readonly due?: readonly Due[];
}

/** An event without its position, which is its key, and without the value, which stands with the record's version. */
export interface StoredEvent extends Omit<RecordEvent, 'position' | 'value' | 'canonical'> {
  readonly version: number;
}
