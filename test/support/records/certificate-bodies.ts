// Bodies of commands about a water utility’s data asset, and of the register that it goes into.
import type { JsonObject } from '@quancheng/protocol';

export function draftBody(register: string): JsonObject {
  return {
    register,
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
}

export function registerBody(registry: string, calendar: string, noticeDays: number): JsonObject {
  return {
    type: 'asset',
    title: '数据资产登记簿',
    basis: '公共数据资源登记管理暂行办法',
    registrars: [registry],
    calendar,
    acceptanceDays: 3,
    reviewDays: 20,
    noticeDays,
    validityDays: 1095,
    renewalDays: 60,
    requiredFields: [],
    vocabularies: ['数据二十条'],
  };
}
