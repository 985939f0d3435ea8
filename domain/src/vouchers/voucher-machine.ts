import type { Machine } from '../records/machine.js';
import { claimRedemption } from './claim-redemption.js';
import {
  approveRedemption,
  checkRedemption,
  clawBackRedemption,
  payRedemption,
  rejectRedemption,
} from './decide-redemption.js';
import { clawBackVoucher, expireVoucher, issueVoucher } from './issue-voucher.js';
import { redemptionStatuses } from './redemption.js';
import { voucherStatuses } from './voucher.js';

/** Vouchers. Redemptions count on them, and the last one that is paid makes one redeemed. */
export const voucherMachine = {
  kind: 'voucher',
  statuses: voucherStatuses,
  transitions: {
    'voucher.issue': issueVoucher,
    'voucher.expire': expireVoucher,
    'voucher.claw-back': clawBackVoucher,
  },
} satisfies Machine<'voucher'>;

/** Claims against vouchers. */
export const redemptionMachine = {
  kind: 'redemption',
  statuses: redemptionStatuses,
  transitions: {
    'redemption.claim': claimRedemption,
    'redemption.check': checkRedemption,
    'redemption.approve': approveRedemption,
    'redemption.reject': rejectRedemption,
    'redemption.pay': payRedemption,
    'redemption.claw-back': clawBackRedemption,
  },
} satisfies Machine<'redemption'>;
