import type { DueTable } from '../due/due-row.js';
import type { Trade } from './trade.js';

export const tradeDue: DueTable<Trade> = {
  rows: [
    {
      what: 'delivery',
      nature: 'deadline',
      title: { en: 'seller delivers the product', zh: '产品交付期限' },
      in: ['agreed'],
      times: ({ licence }) => [licence?.deliveryDue],
      whose: ({ seller }) => [seller],
    },
    {
      what: 'acceptance',
      nature: 'deadline',
      title: { en: 'buyer accepts or disputes what was delivered', zh: '验收期限' },
      in: ['delivered'],
      times: ({ licence }) => [licence?.acceptanceDue],
      whose: partiesOf,
    },
    {
      what: 'settlement',
      nature: 'deadline',
      title: { en: 'the price is paid and invoiced', zh: '结算期限' },
      in: ['agreed', 'delivered', 'accepted'],
      times: ({ agreement }) => [agreement?.settlementDue],
      whose: partiesOf,
    },
    {
      what: 'licence-end',
      nature: 'end',
      title: { en: 'the licence to use the product ends', zh: '产品使用期限届满' },
      in: ['delivered', 'accepted', 'disputed', 'settled', 'closed'],
      times: ({ licence, compensatedBy }) => [compensatedBy === undefined ? licence?.to : undefined],
      whose: partiesOf,
    },
  ],
};

function partiesOf({ seller, buyer }: Trade): readonly string[] {
  return [seller, ...(buyer === undefined ? [] : [buyer])];
}
