import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names } from '../names.js';
import { inDays } from '../times.js';

/** The debt isn't paid; the parties go to arbitration, and the commission holds the evidence. */
export async function defaultAndHold({ order, refused, papers, say, subjects }: City): Promise<void> {
  const { hold, pledge, product } = names;
  const { bank, operator } = cityParties;
  const notice = { document: await papers.sealed('违约通知', '未按期付息', pledge) };
  await order('pledge.enforce', pledge, notice, 'bank');
  const filing = {
    measure: 'preserve',
    case: await papers.sealed('仲裁-案号', '（2026）泉仲字第 1123 号', hold),
    parties: [
      await papers.sealed('仲裁-申请人', bank.name, hold),
      await papers.sealed('仲裁-被申请人', operator.name, hold),
    ],
    agreement: await papers.sealed('仲裁-仲裁协议', '因本合同发生的争议提交仲裁委员会', hold),
    order: await papers.open('仲裁-证据留存通知', '请保管原件至裁决作出'),
    records: [
      { kind: 'certificate', name: product },
      { kind: 'pledge', name: pledge },
    ],
    statements: [],
    custodians: [bank.id, operator.id].sort(),
    until: inDays(180),
  } as const;
  const code = await refused('hold.file', hold, { ...filing, measure: 'freeze' }, 'commission');
  await order('hold.file', hold, filing, 'commission');
  const served = { document: await papers.open('仲裁-送达回证', '已送达'), acknowledgeDue: inDays(5) };
  await order('hold.notify', hold, served, 'commission');
  for (const custodian of ['bank', 'operator'] as const) {
    const kept = await papers.open(`仲裁-保管声明-${custodian}`, '原件已封存');
    await order('hold.acknowledge', hold, { document: kept }, custodian);
  }
  subjects.add(`hold/${hold}`).add(`collection/holds/${product}`);
  say(
    `债务违约，仲裁委留存证据并通知双方；只有法院文书才能冻结（${code}）。`,
    `The debt is not paid; the commission holds the evidence and notifies both; only a court’s document freezes (${code}).`,
  );
}
