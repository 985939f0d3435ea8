import type { PledgeState } from './search-forms.js';

/** Where a pledge stands among those that lie on the same right, 1 being first. */
export interface Rank {
  /** By the external registration’s time, which the law follows; absent where none is in force. */
  readonly external?: number;
  /** By the ledger’s order, from when it could be found there. */
  readonly ledger: number;
  /** Whether the two orders differ in what is before it or behind it. */
  readonly differs: boolean;
}

const standing = ['contracted', 'registered', 'active', 'partly-released', 'lapsed', 'enforcing'];

/** Whether it lies on the certificate. */
export function isStanding({ status }: Pick<PledgeState, 'status'>): boolean {
  return standing.includes(status);
}

/** Whether its external registration is in force, whether or not its end is recorded. @param time of the view */
export function isRegistered({ external }: Pick<PledgeState, 'external'>, time: string): boolean {
  return external !== undefined && time < external.expires;
}

/** The ranks of the pledges that lie on a certificate, by their names. @param time of the view: registrations end by time */
export function rankPledges(pledges: readonly PledgeState[], time: string): ReadonlyMap<string, Rank> {
  const lying = pledges.filter(isStanding);
  const rights = new Set(lying.map(({ right }) => right));
  return new Map(
    [...rights].flatMap((right) =>
      rankRight(
        lying.filter((each) => each.right === right),
        time,
      ),
    ),
  );
}

function rankRight(pledges: readonly PledgeState[], time: string): readonly (readonly [string, Rank])[] {
  const counts = (pledge: PledgeState): boolean => isRegistered(pledge, time);
  const byLedger = stepBehind(pledges.toSorted((left, right) => left.order - right.order));
  const byLaw = stepBehind(pledges.filter(counts).toSorted(compareRegistered));
  const common = byLedger.filter(counts);
  return byLedger.map((pledge, index) => {
    const external = byLaw.indexOf(pledge);
    const ledger = index + 1;
    if (external === -1) return [pledge.id, { ledger, differs: false }];
    return [pledge.id, { external: external + 1, ledger, differs: common.indexOf(pledge) !== external }];
  });
}

/** Times are of one fixed form; of equal ones the ledger’s order decides. */
function compareRegistered(left: PledgeState, right: PledgeState): number {
  const [first, second] = [left.external?.registered ?? '', right.external?.registered ?? ''];
  if (first === second) return left.order - right.order;
  return first < second ? -1 : 1;
}

/** Whoever has stepped behind another stands directly behind it, in the order in which they stepped. */
function stepBehind(pledges: readonly PledgeState[]): readonly PledgeState[] {
  const ranked = [...pledges];
  const stepped = pledges
    .flatMap((pledge) =>
      pledge.behind === undefined
        ? []
        : [{ pledge, behind: pledge.behind.pledge, number: pledge.behind.number }],
    )
    .sort((left, right) => left.number - right.number);
  for (const { pledge, behind } of stepped) {
    const from = ranked.indexOf(pledge);
    const to = ranked.findIndex(({ id }) => id === behind);
    if (to > from) ranked.splice(to, 0, ...ranked.splice(from, 1));
  }
  return ranked;
}
