import type { RecordHead } from '../records/record.js';

/** Which days count as working days, as the authority that publishes them says. State key `calendar/<name>`. */
export interface Calendar extends RecordHead {
  readonly status: 'in-force';
  readonly title: string;
  /** Offset of local time from UTC in minutes: a day ends at local midnight. */
  readonly utcOffset: number;
  /** Days from Monday to Friday that are no working days: `YYYY-MM-DD`, sorted. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are working days: `YYYY-MM-DD`, sorted. */
  readonly workdays: readonly string[];
  /** The first and the last day that the lists cover; beyond them nothing is computed. */
  readonly from: string;
  readonly to: string;
}
