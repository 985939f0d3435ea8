import type { JsonObject } from '@quancheng/protocol';
import { digests } from '../../rights/support/bodies.js';
import { fund, utility } from '../../rights/support/parties.js';
import type { RightsStage } from '../../rights/support/rights-stage.js';
import { grantor, regulator } from './market-parties.js';

const YEAR = 365 * 24 * 3_600_000;

export const grantName = (name: string): string => `${grantor.participant}/grant-${name}`;

export interface GrantWish {
  readonly name: string;
  /** When the stage’s clock began. */
  readonly from: string;
}

export const grantEnd = (from: string): string => new Date(Date.parse(from) + 2 * YEAR).toISOString();

/** The bureau’s plan for the utility, in part from data that the fund has shared. */
export function planBody({ name, from }: GrantWish): JsonObject {
  return {
    agreementNumber: `济数授〔2026〕${name}号`,
    operator: utility.participant,
    document: digests('1'),
    terms: {
      mode: 'scenario',
      catalogues: ['供水/用水量'],
      from,
      to: grantEnd(from),
      products: [{ name: '用水指数', use: 'industrial' }],
      platform: '市公共数据授权运营平台',
      ownership: '产品经营权归运营机构',
      noRedevelopment: true,
      revenueRule: digests('2'),
      security: digests('3'),
      exit: { arrangement: '数据删除并提交证明', document: digests('4'), days: 30 },
      breach: digests('5'),
      dispute: '济南仲裁委员会',
      shared: [{ provider: fund.participant, catalogues: ['公积金/缴存'] }],
      relatedTrades: false,
      decision: digests('6'),
    },
  };
}

/** From the plan until the data are opened to the operator. */
export async function openGrant({ must }: RightsStage, wish: GrantWish): Promise<string> {
  const target = grantName(wish.name);
  await must('grant.plan', target, planBody(wish), grantor);
  await must('grant.approve', target, { document: digests('7') }, regulator);
  await must('grant.consent', target, { document: digests('8') }, fund);
  await must('grant.sign', target, { document: digests('9') }, grantor, utility);
  await must('grant.file', target, { document: digests('a'), number: `备 ${wish.name}` }, regulator);
  await must('grant.activate', target, { document: digests('b') }, grantor);
  return target;
}

/** What a certificate says of its source if that is a grant. */
export function grantSource({ name, from }: GrantWish): JsonObject {
  return {
    kind: 'authorised',
    statement: '公共数据授权运营',
    proof: digests('9'),
    agreementEnds: grantEnd(from),
    grant: { name: grantName(name), product: '用水指数' },
  };
}
