import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names } from '../names.js';
import { lastMonth } from '../times.js';

const GROSS = 1_000_003;
const COST = 400_000;

/** The revenue of a month: shared exactly by the rule, the treasury's share with its receipt. */
export async function shareRevenue({ order, refused, papers, say, subjects }: City): Promise<void> {
  const { finance, fund, operator } = cityParties;
  const { revenue, product, revenueRule } = names;
  const month = lastMonth();
  const paper = (title: string) => papers.open(`收益-${title}`, `${title}（${month}）`);
  const fair = new Map([
    [fund.id, 60_000],
    [finance.id, 180_000],
    [operator.id, 360_003],
  ]);
  const accrual = {
    product,
    rule: revenueRule,
    use: 'industrial',
    period: { from: month, to: month },
    gross: GROSS,
    cost: COST,
    price: 500_000,
    document: await paper('结算单'),
  } as const;
  const greedy = new Map(fair).set(operator.id, 360_004);
  const code = await refused('revenue.accrue', revenue, { ...accrual, shares: listOf(greedy) }, 'operator');
  say(`多分一分钱即被拒绝（${code}）。`, `One fen too much is refused (${code}).`);
  await order('revenue.accrue', revenue, { ...accrual, shares: listOf(fair) }, 'operator');
  await order('revenue.reconcile', revenue, { document: await paper('对账单') }, 'bureau');
  await order('revenue.approve', revenue, { document: await paper('审批意见') }, 'finance');
  const treasuryReceipt = await paper('缴库凭证');
  const payments = [];
  for (const party of [...fair.keys()].sort()) {
    const payment = { party, document: await paper(`付款凭证-${party}`) };
    payments.push(party === finance.id ? { ...payment, treasuryReceipt } : payment);
  }
  await order('revenue.pay', revenue, { document: await paper('支付汇总'), payments }, 'operator');
  await order('revenue.audit', revenue, { document: await paper('审计报告') }, 'auditOffice');
  subjects.add(`revenue/${revenue}`).add(`collection/revenue/${product}`);
  say(
    '收益按规则精确分配，财政份额凭缴库凭证支付，审计完毕。',
    'Revenue is shared exactly by the rule, the treasury’s share paid against its receipt, and audited.',
  );
}

function listOf(shares: ReadonlyMap<string, number>) {
  return [...shares]
    .map(([party, amount]) => ({ party, amount }))
    .sort((left, right) => (left.party < right.party ? -1 : 1));
}
