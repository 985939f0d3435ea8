import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names, productName } from '../names.js';
import { inDays } from '../times.js';

/** The product is sold on the exchange: listed, agreed by all three, delivered, accepted, settled. */
export async function tradeProduct(city: City): Promise<void> {
  const { order, refused, papers, say, subjects } = city;
  const { trade, product } = names;
  const paper = (title: string) => papers.open(`交易-${title}`, `${title}（泉数易 2026-1 号）`);
  await order(
    'trade.offer',
    trade,
    {
      tradeNumber: '泉数易 2026-1 号',
      product,
      exchange: cityParties.exchange.id,
      exclusive: false,
      use: { kind: 'industrial', statement: '授信前企业核验' },
      sourceStatement: await paper('数据来源说明'),
      document: await paper('挂牌申请书'),
    },
    'operator',
    'exchange',
  );
  const agreement = await agreementOf(city);
  const stripped = await refused('trade.agree', trade, agreement, 'operator', 'exchange');
  await order('trade.agree', trade, agreement, 'operator', 'buyer', 'exchange');
  const delivery = await paper('交付清单');
  await order('trade.deliver', trade, { document: delivery, sent: new Date().toISOString() }, 'operator');
  await order('trade.accept', trade, { document: await paper('验收单'), delivery }, 'buyer');
  const invoice = await papers.sealed('交易-发票', '发票号码 26112300000001', trade);
  const parties = ['operator', 'buyer', 'exchange'] as const;
  await order('trade.settle', trade, { document: await paper('结算确认书'), invoice }, ...parties);
  await order('trade.close', trade, { document: await paper('归档确认书') }, ...parties);
  subjects.add(`trade/${trade}`).add(`collection/trades/${product}`);
  say(
    `${productName}在平台成交：缺一方签名即被拒绝（${stripped}）；价格只以承诺上链。`,
    `The product is sold on the exchange: without one party’s signature nothing is agreed (${stripped}); of the price there is only a commitment.`,
  );
}

async function agreementOf({ papers }: City) {
  const { trade } = names;
  return {
    buyer: cityParties.buyer.id,
    document: await papers.sealed('交易-合同', `${productName}使用许可合同`, trade),
    price: await papers.sealed('交易-价格', '人民币 120,000.00 元', trade),
    identityCheck: await papers.sealed('交易-身份核验', '双方身份已核验', trade),
    relation: { related: false, statement: await papers.open('交易-非关联声明', '双方不存在关联关系') },
    from: inDays(-1),
    to: inDays(365),
    deliveryDue: inDays(10),
    acceptanceDue: inDays(20),
    settlementDue: inDays(30),
  };
}
