import type { JsonObject } from '@quancheng/protocol';

/** A template to begin with: small, right, and with one field of each disclosure. */
export function newTemplate(id: string): JsonObject {
  const own = { text: '本项目自定', standing: 'own' };
  return {
    schema: 'quancheng/template/v1',
    id,
    version: 1,
    title: { zh: `模板 ${id}`, en: `Template ${id}` },
    subject: { zh: '一行是……，由……提供给……。', en: 'One row is …, provided by … to ….' },
    statement: 'sharing-event',
    level: 'general',
    legalBases: [{ text: '数据安全法 第三十八条（国家机关履行法定职责）', standing: 'law' }],
    parties: [
      { party: 'provider', title: { zh: '提供方', en: 'provider' }, signs: true },
      { party: 'consumer', title: { zh: '使用方', en: 'consumer' }, signs: false },
    ],
    codeLists: {
      outcome: {
        title: { zh: '结果', en: 'outcome' },
        source: own,
        codes: [
          { code: '1', zh: '办结', en: 'done' },
          { code: '2', zh: '退回', en: 'returned' },
        ],
      },
    },
    fields: [
      { code: 'day', name: { zh: '办理日期', en: 'day' }, type: { kind: 'date' }, disclosure: 'public' },
      {
        code: 'outcome',
        name: { zh: '结果', en: 'outcome' },
        type: { kind: 'code', list: 'outcome' },
        disclosure: 'committed',
      },
      {
        code: 'person',
        name: { zh: '申请人证件号码', en: 'applicant' },
        type: { kind: 'identity-number' },
        disclosure: 'retained',
        personal: 'identifier',
      },
    ],
    rules: [],
    disclosures: [
      {
        name: 'partner',
        to: { zh: '协办部门', en: 'the other agency' },
        fields: ['outcome'],
        reason: { zh: '只需知道结果', en: 'the outcome is all it needs' },
      },
    ],
    retention: { days: 1095, basis: own },
    example: { day: '2026-10-08', outcome: '1', person: '370100190001010008' },
    wrong: [
      {
        reason: { zh: '代码表外的结果', en: 'an outcome that is in no list' },
        change: { outcome: '3' },
        code: 'ROW_CODE_UNKNOWN',
      },
    ],
  };
}
