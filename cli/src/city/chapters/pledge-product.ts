import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names, productName } from '../names.js';
import { inDays } from '../times.js';

const RIGHT = '产品经营权';

/** A bank lends on the product: search, valuation, contract, registration elsewhere; a second bank finds exactly that. */
export async function pledgeProduct(city: City): Promise<void> {
  const { order, refused, papers, say, subjects } = city;
  const { pledge, product } = names;
  await valueProduct(city);
  await order('search.make', names.search, { certificate: product }, 'bank');
  const taking = await contractOf(city);
  await order('pledge.contract', pledge, taking, 'operator', 'bank');
  const external = {
    registry: '动产融资统一登记公示系统',
    number: '2026-1123-0001',
    registered: new Date(Date.now() - 60_000).toISOString(),
    expires: inDays(366),
  };
  const filed = { document: await papers.open('质押-登记证明', `登记编号 ${external.number}`), external };
  await order('pledge.register', pledge, filed, 'bank');
  await order(
    'pledge.activate',
    pledge,
    { document: await papers.open('质押-放款凭证', '已放款') },
    'operator',
    'bank',
  );
  await order('search.make', names.secondSearch, { certificate: product }, 'secondBank');
  const second = { ...taking, pledgee: cityParties.secondBank.id };
  const code = await refused('pledge.contract', names.secondPledge, second, 'operator', 'secondBank');
  for (const search of [names.search, names.secondSearch]) subjects.add(`search/${search}`);
  subjects.add(`pledge/${pledge}`).add(`collection/pledges/${product}`).add(`collection/searches/${product}`);
  say(
    `银行查询无在先负担后放款；第二家银行查询恰见这一笔，重复质押被拒绝（${code}）。`,
    `The bank finds no earlier charge and lends; a second bank’s search shows exactly this one, and a double pledge is refused (${code}).`,
  );
}

/** A licensed assessor signs the valuation; what it concludes stays between those who asked. */
async function valueProduct({ order, papers, actor, subjects }: City): Promise<void> {
  const { assessor } = cityParties;
  const { licence, valuation, product } = names;
  await order(
    'licence.grant',
    licence,
    {
      holder: assessor.id,
      number: '评 2026-008',
      basis: '演示资质',
      reports: ['valuation'],
      from: inDays(-100),
      to: inDays(700),
      document: await papers.open('评估资质', '评 2026-008'),
    },
    'regulator',
  );
  const key = `certificate/${product}`;
  const version = Number((await actor('registrar').client.readLedger([key])).get(key)?.['version']);
  await order(
    'report.sign',
    valuation,
    {
      type: 'valuation',
      subject: { kind: 'certificate', name: product, version },
      licence,
      conclusion: await papers.sealed('评估结论', '评估价值：人民币 8,000,000 元', valuation),
      report: await papers.sealed('评估报告', '评估方法：收益法', valuation),
      asOf: inDays(-1),
      validTo: inDays(365),
    },
    'assessor',
  );
  subjects.add(`licence/${licence}`).add(`report/${valuation}`);
}

async function contractOf({ papers }: City) {
  const { assessor, bank, operator } = cityParties;
  const { pledge } = names;
  return {
    certificate: names.product,
    right: RIGHT,
    portion: 100,
    exclusive: true,
    pledgor: operator.id,
    pledgee: bank.id,
    debt: await papers.sealed('质押-主债权', '本金人民币 3,000,000 元', pledge),
    debtTerm: { from: inDays(0), to: inDays(365) },
    scope: '主债权、利息、违约金与实现质权的费用',
    contract: await papers.sealed('质押-质押合同', `${productName}经营权质押合同`, pledge),
    valuation: {
      document: await papers.sealed('评估报告', '评估方法：收益法', pledge),
      assessor: assessor.name,
      report: names.valuation,
    },
  };
}
