import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names, productName } from '../names.js';
import { inDays } from '../times.js';

/** The bureau gives public data into operation; the fund, which shared them, must consent itself. */
export async function grantOperation({ order, refused, papers, say, subjects }: City): Promise<void> {
  const { grant } = names;
  const paper = (title: string) => papers.open(`授权运营-${title}`, `${title}（数运授 2026-1 号）`);
  const rule = await papers.open('收益分配规则', '运营方 60%，数据提供方 10%，财政 30%；余数归运营方。');
  await order('grant.plan', grant, await planOf(paper, rule), 'bureau');
  await order('grant.approve', grant, { document: await paper('批复') }, 'regulator');
  const agreement = { document: await paper('运营协议') };
  const early = await refused('grant.sign', grant, agreement, 'bureau', 'operator');
  say(
    `缺少数据提供方同意，协议不能签署（${early}）。`,
    `Without the consent of the fund, which shared the data, the agreement cannot be signed (${early}).`,
  );
  await order('grant.consent', grant, { document: await paper('提供方同意书') }, 'fund');
  await order('grant.sign', grant, agreement, 'bureau', 'operator');
  await order('grant.file', grant, { document: await paper('备案回执'), number: '备 2026-17' }, 'regulator');
  await order('grant.activate', grant, { document: await paper('开通通知') }, 'bureau');
  subjects.add(`grant/${grant}`);
  say(
    '公积金中心同意后，大数据局与运营公司共同签署，备案，开通。',
    'With the fund’s consent the bureau and the operator both sign; it is taken on file and opened.',
  );
}

async function planOf(
  paper: (title: string) => ReturnType<City['papers']['open']>,
  revenueRule: { sha256: string; sm3: string },
) {
  const { fund, operator } = cityParties;
  return {
    agreementNumber: '数运授 2026-1 号',
    operator: operator.id,
    document: await paper('实施方案'),
    terms: {
      mode: 'scenario',
      catalogues: ['3701-公积金-缴存'],
      from: inDays(-30),
      to: inDays(3 * 365),
      products: [{ name: productName, use: 'industrial' }],
      platform: '公共数据授权运营平台',
      ownership: '原始数据权属不变；产品经营权归运营方',
      noRedevelopment: true,
      revenueRule,
      security: await paper('安全要求'),
      exit: { arrangement: '退出后删除数据并提交证明', document: await paper('退出安排'), days: 30 },
      breach: await paper('违约责任'),
      dispute: '提交仲裁委员会仲裁',
      shared: [{ provider: fund.id, catalogues: ['3701-公积金-缴存'] }],
      relatedTrades: false,
      decision: await paper('三重一大决策'),
    },
  } as const;
}
