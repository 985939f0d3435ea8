/** How far what was folded is beyond change: no version with an earlier ledger time can still come. */
export interface SettledTime {
  /** A tick of the ledger, after everything before it has been folded. */
  readonly note: (time: string) => void;
  /** Whether all versions up to this moment have been folded. */
  readonly covers: (moment: string) => boolean;
}

/**
 * A transaction that names tick m cannot be committed after tick m + 2. So whatever comes after tick n names tick n − 1
 * at the earliest, and all before the time of tick n − 1 is settled, however long the ticks may have paused.
 */
export function newSettledTime(): SettledTime {
  let newest: string | undefined;
  let settled: string | undefined;
  return {
    note(time) {
      settled = newest;
      newest = time;
    },
    // Times are of one fixed form, so that their texts are in their order.
    covers: (moment) => settled !== undefined && moment < settled,
  };
}
