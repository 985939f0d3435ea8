import { formatAmount, parseAmount } from '../amounts/amount.js';
import type { Amendment } from '../records/amendment.js';
import { contentsOf } from '../records/record.js';
import type { Redemption } from './redemption.js';
import type { Voucher } from './voucher.js';

type Sums = Partial<Pick<Voucher, 'applied' | 'paid'>>;
type Counted = Pick<Redemption, 'amount'>;

/** What a claim takes of its voucher. */
export function apply(voucher: Voucher, { amount }: Counted): Amendment {
  return amend(voucher, voucher.status, { applied: plus(voucher.applied, amount) });
}

/** A claim that is rejected gives back what it took. */
export function giveBack(voucher: Voucher, { amount }: Counted): Amendment {
  const applied = formatAmount(parseAmount(voucher.applied) - parseAmount(amount));
  return amend(voucher, voucher.status, { applied });
}

/** A voucher all of whose value is paid is redeemed, unless it had expired before. */
export function payOut(voucher: Voucher, { amount }: Counted): Amendment {
  const paid = plus(voucher.paid, amount);
  const isAll = parseAmount(paid) === parseAmount(voucher.faceValue);
  const status = voucher.status === 'issued' && isAll ? 'redeemed' : voucher.status;
  return amend(voucher, status, { paid });
}

function plus(left: Voucher['paid'], right: Redemption['amount']): Voucher['paid'] {
  return formatAmount(parseAmount(left) + parseAmount(right));
}

function amend(voucher: Voucher, status: Voucher['status'], sums: Sums): Amendment {
  const { document, ...kept } = contentsOf(voucher);
  return { kind: 'voucher', id: voucher.id, before: voucher, contents: { ...kept, ...sums, status } };
}
