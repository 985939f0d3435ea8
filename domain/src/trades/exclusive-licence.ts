import type { Certificate } from '../certificates/certificate.js';
import { loadClaim, type ClaimState } from '../claims/hold-claim.js';
import type { Reader } from '../records/reader.js';
import type { LedgerTime } from '../ticks/tick.js';
import type { Trade } from './trade.js';

/** Who has the product for itself alone: whoever agrees on a licence looks, so that two who do so at once conflict. */
export interface ExclusiveLicence {
  readonly claim: ClaimState;
  /** The trade that took it last. */
  readonly claimant: Trade | undefined;
}

export async function loadExclusiveLicence(
  { id, register }: Certificate,
  read: Reader,
): Promise<ExclusiveLicence> {
  const claim = await loadClaim(read, 'exclusive-licence', register, id);
  const holder = claim.present?.holder;
  return { claim, claimant: holder === undefined ? undefined : await read('trade', holder) };
}

/** Whether the product is given to one alone: until the licence ends, unless the trade was undone. */
export function isTaken({ claimant }: ExclusiveLicence, at: LedgerTime): boolean {
  const { licence, status, compensatedBy } = claimant ?? {};
  if (licence === undefined || status === 'rescinded' || compensatedBy !== undefined) return false;
  return at.time < licence.to;
}
