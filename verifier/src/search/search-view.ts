import { QuanchengError, type ValueOf } from '@quancheng/protocol';
import type { RecordVersion } from '../records/record-form.js';
import { recordForm } from '../records/record-form.js';
import { recordsOf } from './proven-asset.js';
import { isRegistered, rankPledges, type Rank } from './rank-pledges.js';
import { pledgeForm, priorityForm, type PledgeState } from './search-forms.js';

export type PriorityState = ValueOf<typeof priorityForm>;

/** A pledge as a view shows it. */
export interface SearchedPledge {
  readonly pledge: PledgeState;
  /** Absent for one that does not lie on the certificate: its release may be disputed all the same. */
  readonly rank?: Rank;
  /** Its external registration had ended by the time of the view, whether or not that is recorded. */
  readonly isLapsed: boolean;
}

/** All that a register shows of a certificate at one time. */
export interface SearchView {
  readonly certificate: RecordVersion;
  /** In the order in which they were recorded; empty: positively none. */
  readonly pledges: readonly SearchedPledge[];
  /** Priority searches whose windows ran at the time of the view. */
  readonly priorities: readonly PriorityState[];
  readonly holds: readonly RecordVersion[];
}

interface Shown {
  readonly certificate: RecordVersion;
  readonly pledges: ReadonlyMap<string, RecordVersion>;
  readonly holds: ReadonlyMap<string, RecordVersion>;
  /** Time of the view: windows end by time alone. */
  readonly time: string;
}

/**
 * @throws SEARCH_EXTENT_MISMATCH unless as many pledges lie on the certificate as it counts: both change in the same
 *   transactions, so one that is left out, or read at another time, shows; READ_MALFORMED
 */
export function viewOf({ certificate, pledges, holds, time }: Shown): SearchView {
  const found = recordsOf(pledges, 'pledge', pledgeForm);
  const ranks = rankPledges(found, time);
  if (certificate['pledges'] !== ranks.size) {
    throw new QuanchengError(
      'SEARCH_EXTENT_MISMATCH',
      `${ranks.size} pledges, and the certificate counts others`,
    );
  }
  return {
    certificate,
    pledges: found.map((pledge) => {
      const rank = ranks.get(pledge.id);
      const isLapsed = pledge.external !== undefined && !isRegistered(pledge, time);
      return { pledge, isLapsed, ...(rank === undefined ? {} : { rank }) };
    }),
    priorities: recordsOf(pledges, 'priority', priorityForm).filter(
      ({ status, until }) => status === 'running' && time < until,
    ),
    holds: recordsOf(holds, 'hold', recordForm),
  };
}
