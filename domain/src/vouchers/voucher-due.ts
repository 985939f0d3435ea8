import type { DueTable } from '../due/due-row.js';
import type { Redemption } from './redemption.js';
import { remainingOf, type Voucher } from './voucher.js';

export const voucherDue: DueTable<Voucher> = {
  rows: [
    {
      what: 'voucher-end',
      nature: 'end',
      title: { en: 'voucher’s validity ends', zh: '数据要素券有效期届满' },
      in: ['issued'],
      times: (voucher) => [remainingOf(voucher) > 0n ? voucher.validTo : undefined],
      whose: ({ holder, issuer }) => [holder, issuer],
    },
  ],
};

export const redemptionDue: DueTable<Redemption> = {
  rows: [
    {
      what: 'check',
      nature: 'deadline',
      title: { en: 'claim against a voucher is checked', zh: '数据要素券兑付核验期限' },
      in: ['claimed'],
      times: ({ checkDue }) => [checkDue],
      whose: ({ claimant }) => [claimant],
    },
  ],
};
