import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of purposes, consents and uses. Those of a use may also stand in a denial. */
export const consentErrors = {
  CONSENT_PARTIES_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Subject, controller and recipient are not three different participants.',
      zh: '主体、提供方与接收方不是三个不同的参与方。',
    },
    action: { en: 'Name three different participants.', zh: '请填写三个不同的参与方。' },
  },
  PURPOSE_CLOSED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The purpose takes no new consents.', zh: '该目的已停止受理新的授权。' },
    action: { en: 'Choose a purpose that is in force.', zh: '请选择现行有效的目的。' },
  },
  FIELDS_EXCEED_PURPOSE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The consent covers more kinds of data than its purpose needs.',
      zh: '授权的数据种类超出该目的所需。',
    },
    action: { en: 'Leave out the fields that the message names.', zh: '请删去消息中指出的字段。' },
    law: { en: 'Personal Information Protection Law, article 6', zh: '个人信息保护法 第六条' },
  },
  RETENTION_EXCEEDS_PURPOSE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The data would be kept longer than the purpose allows.',
      zh: '保存期限超过该目的允许的最长期限。',
    },
    action: { en: 'Shorten the retention.', zh: '请缩短保存期限。' },
    law: { en: 'Personal Information Protection Law, article 19', zh: '个人信息保护法 第十九条' },
  },
  USES_EXCEED_PURPOSE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The consent allows more uses than its purpose does.',
      zh: '授权使用次数超过该目的允许的上限。',
    },
    action: { en: 'Lower the number of uses.', zh: '请减少使用次数。' },
  },
  TERM_EXCEEDS_PURPOSE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The consent would last longer than its purpose allows.',
      zh: '授权期限超过该目的允许的上限。',
    },
    action: { en: 'Choose an earlier end.', zh: '请选择更早的截止时间。' },
  },
  SEPARATE_CONSENT_MISSING: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The consent is not given separately from other declarations.',
      zh: '授权未取得单独同意。',
    },
    action: { en: 'Ask the subject for a consent of its own.', zh: '请就此事项取得个人的单独同意。' },
    law: {
      en: 'Personal Information Protection Law, articles 23 and 29',
      zh: '个人信息保护法 第二十三条、第二十九条',
    },
  },
  IMPACT_ASSESSMENT_MISSING: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'There is no impact assessment, which these fields or this purpose demand.',
      zh: '缺少该字段或目的所要求的个人信息保护影响评估。',
    },
    action: { en: 'Carry out the assessment and give its digests.', zh: '请完成影响评估并提供其摘要。' },
    law: { en: 'Personal Information Protection Law, article 55', zh: '个人信息保护法 第五十五条' },
  },
  PARENT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The consent does not rest on an active one of the same subject whose recipient provides here.',
      zh: '该授权未以同一主体、且以本提供方为接收方的有效授权为基础。',
    },
    action: {
      en: 'Name the consent by which the controller got the data.',
      zh: '请填写提供方取得数据所依据的授权。',
    },
  },
  DELEGATION_WIDENS: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A consent for a further recipient goes beyond the one that it rests on.',
      zh: '转授权超出其所依据授权的范围。',
    },
    action: {
      en: 'Narrow purpose, fields, retention, uses and term.',
      zh: '请缩小目的、字段、保存期、次数与期限。',
    },
  },
  SUPERSEDED_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The consent to be replaced is between other parties or has ended.',
      zh: '拟替代的授权属于其他当事方或已终止。',
    },
    action: {
      en: 'Name a consent between the same parties that has not ended.',
      zh: '请填写相同当事方之间尚未终止的授权。',
    },
  },
  NOTICE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'What the subject signed is not the notice that was offered.',
      zh: '主体签署的告知文本与要约所载不一致。',
    },
    action: {
      en: 'Show the offered notice, in its language and version, and sign its digests.',
      zh: '请展示要约所载语言与版本的告知文本，并对其摘要签名。',
    },
    law: { en: 'Personal Information Protection Law, article 17', zh: '个人信息保护法 第十七条' },
  },
  GUARDIAN_MISSING: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The subject is under fourteen and no guardian consents.',
      zh: '主体未满十四周岁且未取得监护人同意。',
    },
    action: {
      en: 'Let a guardian consent, with evidence of the guardianship.',
      zh: '请由监护人同意并提供监护关系证明。',
    },
    law: { en: 'Personal Information Protection Law, article 31', zh: '个人信息保护法 第三十一条' },
  },
  CONSENT_EXPIRED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The consent’s term is over.', zh: '授权期限已届满。' },
    action: { en: 'Ask for a new consent.', zh: '请重新取得授权。' },
  },
  CONSENT_NOT_EXPIRED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The consent’s term is not over yet.', zh: '授权期限尚未届满。' },
    action: {
      en: 'Wait for its end; its subject can withdraw it now.',
      zh: '请等待期限届满；主体可随时撤回。',
    },
  },
  ACKNOWLEDGED_BEFORE: {
    status: 409,
    retryable: false,
    meaning: { en: 'This party has acknowledged the withdrawal before.', zh: '该方此前已确认撤回。' },
    action: { en: 'Nothing is left to do.', zh: '无需再操作。' },
  },
  CONSENT_WITHDRAWN: {
    status: 409,
    retryable: false,
    meaning: { en: 'The subject has withdrawn the consent.', zh: '主体已撤回授权。' },
    action: {
      en: 'Stop the processing; only a new consent allows a use.',
      zh: '请停止处理；须重新取得授权方可使用。',
    },
  },
  CONSENT_INACTIVE: {
    status: 409,
    retryable: false,
    meaning: { en: 'The consent is not active.', zh: '授权当前未生效。' },
    action: { en: 'Read the consent’s status.', zh: '请查询授权状态。' },
  },
  PURPOSE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: { en: 'The use is for another purpose than the consent.', zh: '使用目的与授权目的不一致。' },
    action: {
      en: 'Use the data for the consented purpose, or ask for a consent to the other.',
      zh: '请按授权目的使用，或就其他目的另行取得授权。',
    },
  },
  FIELDS_EXCEED_CONSENT: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The use asks for more kinds of data than the consent covers.',
      zh: '请求的数据种类超出授权范围。',
    },
    action: { en: 'Ask for consented fields only.', zh: '请仅请求授权范围内的字段。' },
  },
  USES_EXHAUSTED: {
    status: 409,
    retryable: false,
    meaning: { en: 'No use of the consent is left.', zh: '授权使用次数已用尽或已被预留。' },
    action: {
      en: 'Wait for reserved uses to lapse, or ask for a new consent.',
      zh: '请等待预留的使用失效，或重新取得授权。',
    },
  },
  USE_OVERDUE: {
    status: 409,
    retryable: false,
    meaning: { en: 'The time for this step of the use is over.', zh: '该使用步骤的期限已过。' },
    action: { en: 'Let the use lapse and ask again.', zh: '请使该次使用失效后重新申请。' },
  },
  USE_NOT_OVERDUE: {
    status: 409,
    retryable: false,
    meaning: { en: 'The use is not overdue yet.', zh: '该次使用尚未逾期。' },
    action: { en: 'Wait until it is due.', zh: '请等待期限届满。' },
  },
  FIELD_ROOT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The recipient’s root of the fields differs from the provider’s.',
      zh: '接收方重算的字段根与提供方承诺的不一致。',
    },
    action: {
      en: 'Do not use the data; keep what was received and ask the provider.',
      zh: '请勿使用该数据；保留所收内容并联系提供方。',
    },
  },
  RETENTION_PAST: {
    status: 422,
    retryable: false,
    meaning: { en: 'The retention would have ended already.', zh: '保存期限已届满。' },
    action: {
      en: 'Delete the data, or name a later time and its basis.',
      zh: '请删除数据，或填写更晚的期限及其依据。',
    },
  },
} as const satisfies ErrorArea;
