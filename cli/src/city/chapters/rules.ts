import { cityParties } from '../city-parties.js';
import type { City } from '../city.js';
import { names } from '../names.js';
import { registrarParticipant } from '../../founding/demo-participants.js';

const VOCABULARY = '数据二十条';

/** The rules by which the city works are data on the ledger: a calendar, two registers, how revenue is shared. */
export async function setRules({ order, papers, say, subjects }: City): Promise<void> {
  const year = new Date().getUTCFullYear();
  await order(
    'calendar.define',
    names.calendar,
    {
      title: '工作日历',
      utcOffset: 480,
      holidays: [],
      workdays: [],
      from: `${year - 1}-01-01`,
      to: `${year + 5}-12-31`,
    },
    'registrar',
  );
  for (const [name, type, title] of [
    [names.assets, 'asset', '数据资产登记簿'],
    [names.products, 'product', '数据产品登记簿'],
  ] as const) {
    await order('register.define', name, { ...registerRules(), type, title }, 'registrar');
    subjects.add(`register/${name}`);
  }
  await order('revenue-rule.define', names.revenueRule, await revenueRule(papers), 'registrar');
  subjects.add(`revenue-rule/${names.revenueRule}`);
  say(
    '登记机构公布工作日历、两个登记簿（本演示不设公示期）与收益分配规则。',
    'The registrar publishes a calendar, two registers (without public notice, for this demonstration) and the rule by which revenue is shared.',
  );
}

function registerRules() {
  return {
    basis: '演示登记规则',
    registrars: [registrarParticipant.id],
    calendar: names.calendar,
    acceptanceDays: 3,
    reviewDays: 20,
    validityDays: 1095,
    renewalDays: 60,
    requiredFields: [],
    vocabularies: [VOCABULARY],
  };
}

async function revenueRule(papers: City['papers']) {
  const { auditOffice, bureau, finance, fund, operator } = cityParties;
  const shares = [
    { party: operator.id, millionths: 600_000, isFiscal: false },
    { party: fund.id, millionths: 100_000, isFiscal: false },
    { party: finance.id, millionths: 300_000, isFiscal: true },
  ].sort((left, right) => (left.party < right.party ? -1 : 1));
  return {
    title: '公共数据授权运营收益分配规则',
    basis: '演示规则',
    document: await papers.open('收益分配规则', '运营方 60%，数据提供方 10%，财政 30%；余数归运营方。'),
    shares,
    remainder: operator.id,
    ceiling: 500_000,
    reconciler: bureau.id,
    approver: finance.id,
    auditor: auditOffice.id,
    calendar: names.calendar,
    reconciliationDays: 10,
    paymentDays: 10,
  };
}

/** The rights that are registered in the story. */
export const cityRights = { vocabulary: VOCABULARY, names: ['产品经营权', '加工使用权', '持有权'].sort() };
