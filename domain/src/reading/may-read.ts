import type { Participant } from '../participants/participant.js';
import { readersOf, type KindedRecord, type RelatedRecords } from './readers-of.js';

/** How much of a record somebody may read: all of it, what the public register shows, or nothing. */
export type Extent = 'whole' | 'public' | 'none';

/** What the register shows of a certificate once it has been made public. */
const publicStatuses = ['publicised', 'objected', 'registered', 'expired', 'cancelled', 'revoked'];

/**
 * Who may read what through a gateway. Whoever runs a peer sees the ledger as it is: what even they must not see never
 * gets there.
 * @param reader the participant whose key signed the request; undefined for one who didn't say
 */
export function extentOf(
  record: KindedRecord,
  reader: Participant | undefined,
  related: RelatedRecords,
): Extent {
  const readers = readersOf(record, related);
  if (readers === 'everyone') return 'whole';
  if (reader !== undefined && (isAuthority(reader) || readers.includes(reader.id))) return 'whole';
  return record.kind === 'certificate' && publicStatuses.includes(record.value.status) ? 'public' : 'none';
}

/** Courts, regulators and the arbitration commission read everything, as their procedures demand. */
export function isAuthority({ roles }: Participant): boolean {
  return roles.includes('court') || roles.includes('regulator') || roles.includes('arbitration');
}
