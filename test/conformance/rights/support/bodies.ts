import type { JsonObject } from '@quancheng/protocol';
import { registrar } from '../../../chaincode/support/test-genesis.js';
import { timeIn } from '../../../gateway/support/ledger-world.js';
import { bank, citizen, fund } from './parties.js';

const REGISTRY = registrar.participant;
const DAY = 24 * 3_600_000;

export const digests = (digit: string): { readonly sha256: string; readonly sm3: string } => ({
  sha256: digit.repeat(64),
  sm3: digit.repeat(64),
});

export const purposeName = `${REGISTRY}/credit`;
export const calendarName = `${REGISTRY}/working-days`;
export const registerName = `${REGISTRY}/assets`;

export const purposeBody: JsonObject = {
  title: '贷款审批',
  basis: '个人信息保护法 第六条',
  fields: ['housing-fund.balance', 'housing-fund.months'],
  sensitiveFields: ['housing-fund.balance'],
  termDays: 30,
  retentionDays: 10,
  maximumUses: 5,
  deliveryHours: 1,
  acknowledgementHours: 72,
  impactAssessment: false,
};

/** With a notice that ends with the day on which it begins: its length is the register's to set. */
export const registerBody: JsonObject = {
  type: 'asset',
  title: '数据资产登记簿',
  basis: '公共数据资源登记管理暂行办法',
  registrars: [REGISTRY],
  calendar: calendarName,
  acceptanceDays: 3,
  reviewDays: 20,
  noticeDays: 0,
  validityDays: 1095,
  renewalDays: 60,
  requiredFields: [],
  vocabularies: ['数据二十条'],
};

export const draftBody: JsonObject = {
  register: registerName,
  description: {
    dataName: '居民用水量汇总',
    industry: '水的生产和供应',
    scenario: '城市管网规划',
    source: { kind: 'own', statement: '计量水表采集' },
    scale: '120 万条，9 个字段',
    updateFrequency: '每月',
    legalBasis: '数据安全法 第七条',
    level: 'important',
    custodian: '水务集团',
  },
  rights: { vocabulary: '数据二十条', names: ['数据产品经营权', '数据资源持有权'] },
};

export const notice = { ...digests('a'), language: 'zh-CN', version: '3' };

export function offerBody(maximumUses: number): JsonObject {
  return {
    subject: citizen.participant,
    controller: fund.participant,
    recipient: bank.participant,
    purpose: purposeName,
    means: '接口查询',
    fields: ['housing-fund.balance'],
    separate: true,
    notice,
    retentionDays: 10,
    expires: timeIn(10 * DAY),
    maximumUses,
    withdrawalChannel: '泉城办 App',
    impactAssessment: digests('b'),
    minor: false,
  };
}

export const activationBody: JsonObject = {
  notice,
  authentication: { means: '人脸识别', evidence: digests('f') },
};

export function wishBody(consent: string): JsonObject {
  const [reference, request] = [digests('1'), digests('2')];
  return { consent, purpose: purposeName, fields: ['housing-fund.balance'], reference, request };
}

export function deliveryBody(): JsonObject {
  return {
    ciphertext: digests('c'),
    manifest: digests('d'),
    fieldRoot: 'e'.repeat(64),
    count: 1,
    environment: '银行核心系统',
    sent: timeIn(0),
  };
}

export function openingBody(): JsonObject {
  return { fieldRoot: 'e'.repeat(64), received: timeIn(0) };
}
