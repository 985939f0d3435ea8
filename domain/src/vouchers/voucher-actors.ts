import type { Actor } from '../records/actor.js';
import type { VoucherScheme } from './voucher-scheme.js';

interface WithScheme {
  readonly others: { readonly scheme: VoucherScheme };
}

/** By the scheme as it is now: offices change hands. */
const office = (
  name: string,
  members: 'issuers' | 'checkers' | 'approvers' | 'payers',
): Actor<WithScheme> => ({
  name: `${name} of the scheme`,
  role: 'participant',
  among: ({ others }) => others.scheme[members],
});

export const issuer = office('issuer', 'issuers');
export const checker = office('checker', 'checkers');
export const approver = office('approver', 'approvers');
export const payer = office('payer', 'payers');
