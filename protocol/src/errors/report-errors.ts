import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of licences and of third parties' reports. */
export const reportErrors = {
  LICENCE_OWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'An authority would license itself.', zh: '主管机关不得为自身授予资质。' },
    action: { en: 'Ask another authority.', zh: '请由其他主管机关授予。' },
  },
  LICENCE_FOREIGN: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'The licence is not the one of whoever signs the report.',
      zh: '该资质不属于签署报告的机构。',
    },
    action: { en: 'Name a licence of your own.', zh: '请填写本机构的资质。' },
  },
  LICENCE_INVALID: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The licence is suspended or revoked, or this moment is outside its term.',
      zh: '该资质已被暂停或撤销，或者当前不在其有效期内。',
    },
    action: {
      en: 'Sign when the licence holds, or name another one.',
      zh: '请在资质有效时签署，或填写其他有效资质。',
    },
  },
  LICENCE_TOO_NARROW: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'The licence does not cover this type of report.',
      zh: '该资质不包含此类报告。',
    },
    action: { en: 'Name a licence for this type.', zh: '请填写包含此类报告的资质。' },
  },
  REPORT_ON_OWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The assessor is party to what it reports on.',
      zh: '出具报告的机构是被评估对象的当事方。',
    },
    action: { en: 'Have somebody independent report.', zh: '请委托与对象无关的第三方机构。' },
  },
  REPORT_AHEAD: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The report relates to a moment that is yet to come.',
      zh: '报告基准日晚于当前账本时间。',
    },
    action: { en: 'Give the moment to which it relates.', zh: '请填写实际的基准日。' },
  },
  REPORT_SUPERSEDED_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'A report replaces only one of the same assessor, type and record that is in force.',
      zh: '报告只能替代同一机构就同一对象出具的同类现行有效报告。',
    },
    action: { en: 'Name such a report, or none.', zh: '请填写符合条件的报告，或不填。' },
  },
  CHALLENGE_OWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'An assessor does not challenge its own report.',
      zh: '出具报告的机构不得对自己的报告提出异议。',
    },
    action: { en: 'Withdraw the report instead.', zh: '请改为撤回报告。' },
  },
} as const satisfies ErrorArea;
