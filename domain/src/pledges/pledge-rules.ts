import type { Rule } from '../records/rule.js';
import type { WithCollateral } from './collateral.js';
import type { Term } from './pledge-forms.js';

/** A pledge’s term ends no later than the certificate, which ends no later than the licence of its source. */
export const termRules: readonly Rule<WithCollateral & { readonly body: { readonly debtTerm: Term } }>[] = [
  {
    code: 'PERIOD_EMPTY',
    holds: ({ body: { debtTerm } }) => debtTerm.from < debtTerm.to,
    detail: ({ body: { debtTerm } }) => `it would begin ${debtTerm.from}`,
  },
  {
    code: 'PLEDGE_TERM_EXCEEDED',
    holds: ({ body, others: { collateral } }) => body.debtTerm.to <= (collateral.certificate.validTo ?? ''),
    detail: ({ others: { collateral } }) =>
      `the certificate is valid until ${collateral.certificate.validTo ?? ''}`,
  },
];
