import {
  encodeHex,
  entryLeafHash,
  inclusionProof,
  merkleRoot,
  nodeHash,
  type JsonObject,
  type LogEntry,
} from '@quancheng/protocol';

export { digests } from '../../support/records/digests.js';

/** A Monday, 16:00 in Jinan. */
export const MONDAY = '2026-11-23T08:00:00.000Z';
export const REGISTRY = 'registry';
export const HOLDER = 'holder';
export const ORIGIN = 'log.example/quancheng';

export const calendarName = `${REGISTRY}/working-days`;
export const certificateName = `${HOLDER}/certificate-1`;
export const objectionName = 'objector/objection-1';

export const calendar: JsonObject = {
  title: '节假日安排',
  utcOffset: 480,
  holidays: ['2027-01-01'],
  workdays: ['2026-12-05'],
  from: '2026-11-01',
  to: '2030-12-31',
};

export const registerSettings: JsonObject = {
  title: '数据资源登记簿',
  basis: '公共数据资源登记管理暂行办法',
  registrars: ['registry', 'registry-2'],
  calendar: calendarName,
  acceptanceDays: 3,
  reviewDays: 20,
  noticeDays: 10,
  validityDays: 1095,
  renewalDays: 60,
  requiredFields: [],
  vocabularies: ['数据二十条'],
};

/** Without any optional member. */
export const description: JsonObject = {
  dataName: '公共自行车站点',
  industry: '交通运输',
  scenario: '出行规划',
  source: { kind: 'own', statement: '自行采集' },
  scale: '1 万条，12 个字段',
  updateFrequency: '每日',
  legalBasis: '数据安全法 第七条',
  level: 'general',
  custodian: '交通局',
};

export const rights: JsonObject = { vocabulary: '数据二十条', names: ['数据资源持有权'] };

const entries = Array.from({ length: 11 }, (_, index): LogEntry => {
  const digit = index.toString(16);
  return {
    schema: 'quancheng/entry/v1',
    kind: 'document',
    sha256: digit.repeat(64),
    sm3: digit.repeat(64),
    envelope: digit.repeat(64),
    received: '2026-11-22T08:00:00.000Z',
  };
});

const leaves = entries.map(entryLeafHash);

function nodeAt(level: number, index: number): Uint8Array {
  if (level === 0) return leaves[index]!;
  return nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1));
}

export function rootHex(size: number): string {
  return encodeHex(merkleRoot(leaves.slice(0, size)));
}

/** That the entry of this index is in the log’s tree of this size. */
export function depositProof(index: number, size = 11): JsonObject {
  return {
    origin: ORIGIN,
    size,
    index,
    entry: { ...entries[index]! },
    path: inclusionProof(index, size, nodeAt).map(encodeHex),
  };
}
