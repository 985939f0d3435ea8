import type { RecordHead } from '../records/record.js';

/** What only one record at a time can have. */
export type ClaimedThing =
  | 'deposit'
  | 'certificate-number'
  | 'registry-code'
  | 'exclusive-licence'
  | 'revenue-month'
  | 'treasury-receipt'
  | 'voucher-number'
  | 'invoice';

/** The kind of record that takes it. */
export const claimantKinds = {
  deposit: 'certificate',
  'certificate-number': 'certificate',
  'registry-code': 'certificate',
  'exclusive-licence': 'trade',
  'revenue-month': 'revenue',
  'treasury-receipt': 'revenue',
  'voucher-number': 'voucher',
  invoice: 'redemption',
} as const satisfies Readonly<Record<ClaimedThing, string>>;

/**
 * Who has something that only one can have, so that of two who take it at once one loses. State key `claim/<name>`; the
 * name follows from the thing, in the name space of the register's owner. Only other records' transitions write it.
 */
export interface Claim extends RecordHead {
  readonly status: 'held';
  readonly what: ClaimedThing;
  /** Name of the register, or of the record like one, within which it is the only one. */
  readonly register: string;
  readonly value: string;
  /** Name of the record that has it. */
  readonly holder: string;
}
