import type { BilingualText, ErrorArea } from './error-entry.js';

/** 公共数据资源登记管理暂行办法 (发改数据规〔2025〕26号). */
const registration = (article: number, chinese: string): BilingualText => ({
  en: `Interim Measures for the Registration of Public Data Resources (NDRC Data Rules [2025] No. 26), article ${article}`,
  zh: `《公共数据资源登记管理暂行办法》（发改数据规〔2025〕26号）第${chinese}条`,
});

/** Refusals by the rules of certificates (登记凭证) and of objections to them. */
export const certificateErrors = {
  REGISTER_CLOSED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The register takes no applications any more.', zh: '该登记簿已停止受理申请。' },
    action: { en: 'Apply to another register.', zh: '请向其他登记簿申请。' },
  },
  VOCABULARY_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The register does not use this version of the vocabulary of rights.',
      zh: '该登记簿不采用此版本的权利词表。',
    },
    action: { en: 'Use one that the register lists.', zh: '请使用登记簿所列的词表版本。' },
  },
  FIELD_REQUIRED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The description lacks what the register, or the source of the data, makes necessary.',
      zh: '登记内容缺少登记簿或数据来源所要求的事项。',
    },
    action: { en: 'Add the members that the message names.', zh: '请补充消息中列出的事项。' },
    law: registration(9, '九'),
  },
  EVIDENCE_UNPROVEN: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The proof does not show that the deposit was in the anchored log before the application.',
      zh: '所附证明未能表明申请前已在已锚定的日志中存证。',
    },
    action: {
      en: 'Deposit the data first, wait for the anchor, and give entry, index and path as the log serves them.',
      zh: '请先完成存证并等待锚定，再按日志提供的条目、序号与路径填写。',
    },
    law: registration(7, '七'),
  },
  EVIDENCE_CLAIMED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another certificate or application in this register rests on the same deposit.',
      zh: '本登记簿中另有凭证或申请以同一存证为依据。',
    },
    action: {
      en: 'Object to the other one, or deposit what you apply for.',
      zh: '请对该凭证或申请提出异议，或对所申请的数据另行存证。',
    },
  },
  INSPECTION_REQUIRED: {
    status: 422,
    retryable: false,
    meaning: { en: 'A data asset’s review needs an inspection report.', zh: '数据资产的审核须有核验报告。' },
    action: { en: 'Give the digests of the inspection report.', zh: '请提供核验报告的摘要。' },
  },
  RISK_ASSESSMENT_REQUIRED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The review of public data needs an assessment of the security risks.',
      zh: '公共数据的审核须有数据安全风险评估。',
    },
    action: { en: 'Give the digests of the assessment.', zh: '请提供风险评估报告的摘要。' },
    law: registration(9, '九'),
  },
  NOTICE_RUNNING: {
    status: 409,
    retryable: false,
    meaning: { en: 'The period of public notice is not over.', zh: '公示期尚未届满。' },
    action: {
      en: 'Register after the end that the certificate shows.',
      zh: '请在凭证所示公示截止之后登记。',
    },
    law: registration(13, '十三'),
  },
  NOTICE_OVER: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The certificate is not in public notice, or the period has ended.',
      zh: '该凭证不在公示中，或公示期已届满。',
    },
    action: {
      en: 'Ask the registrar for a correction, or a court for relief.',
      zh: '请向登记机构申请更正，或寻求司法救济。',
    },
    law: registration(12, '十二'),
  },
  OBJECTION_OWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'A holder cannot object to its own certificate.', zh: '持有人不能对自己的凭证提出异议。' },
    action: { en: 'Withdraw the application instead.', zh: '请改为撤回申请。' },
    law: registration(12, '十二'),
  },
  OBJECTION_MOOT: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The application has ended, so there is nothing left to decide.',
      zh: '该申请已终结，无须再对异议作出决定。',
    },
    action: { en: 'Nothing is to be done.', zh: '无须操作。' },
  },
  VALIDITY_EXCEEDED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The end of validity is later than the register allows.',
      zh: '有效期截止晚于登记簿允许的期限。',
    },
    action: { en: 'Choose an earlier end.', zh: '请选择更早的截止时间。' },
    law: registration(15, '十五'),
  },
  PERIOD_EMPTY: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A period would end before it begins.',
      zh: '期间的截止时间不晚于其起始时间。',
    },
    action: { en: 'Choose a later end.', zh: '请选择更晚的截止时间。' },
  },
  SOURCE_AGREEMENT_EXCEEDED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The certificate would outlast the agreement by which the holder has the data.',
      zh: '凭证有效期将超过持有人取得数据所依据协议的期限。',
    },
    action: {
      en: 'Choose an earlier end, or register the change of the agreement first.',
      zh: '请选择更早的截止时间，或先办理协议变更登记。',
    },
    law: registration(15, '十五'),
  },
  CERTIFICATE_NUMBER_TAKEN: {
    status: 409,
    retryable: false,
    meaning: { en: 'The register has given this number before.', zh: '该登记簿已使用过此凭证编号。' },
    action: { en: 'Give a number of its own.', zh: '请使用新的编号。' },
  },
  REGISTRY_CODE_TAKEN: {
    status: 409,
    retryable: false,
    meaning: { en: 'The register has given this registry code before.', zh: '该登记簿已使用过此查询码。' },
    action: { en: 'Give a code of its own.', zh: '请使用新的查询码。' },
    law: registration(13, '十三'),
  },
  CERTIFICATE_LAPSED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The certificate’s validity has ended, although nobody has recorded it yet.',
      zh: '凭证有效期已届满（尽管尚未登记为过期）。',
    },
    action: { en: 'Apply for a new certificate.', zh: '请重新申请登记。' },
    law: registration(15, '十五'),
  },
  CERTIFICATE_FROZEN: {
    status: 409,
    retryable: false,
    meaning: { en: 'A court has frozen the certificate.', zh: '该凭证已被法院冻结。' },
    action: {
      en: 'Wait for the court’s release; the certificate names the document.',
      zh: '请等待法院解除；凭证中载有相关文书。',
    },
  },
  CERTIFICATE_PLEDGED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The certificate is pledged.', zh: '该凭证已设立质押。' },
    action: {
      en: 'Let the pledges be released first; a transfer may instead be signed by every pledgee, too.',
      zh: '请先解除质押；转移也可由全体质权人一并签署同意。',
    },
  },
  RENEWAL_EARLY: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The certificate is renewed only in the last days of its validity.',
      zh: '仅可在有效期届满前的规定期限内续展。',
    },
    action: { en: 'Apply when the period of renewal has begun.', zh: '请在续展期开始后办理。' },
    law: registration(15, '十五'),
  },
  EXPIRY_EARLY: {
    status: 409,
    retryable: false,
    meaning: { en: 'The certificate is still valid.', zh: '凭证仍在有效期内。' },
    action: { en: 'Record the expiry after the end of validity.', zh: '请在有效期届满后再登记过期。' },
  },
  TRANSFER_TO_HOLDER: {
    status: 422,
    retryable: false,
    meaning: { en: 'The transferee already holds the certificate.', zh: '受让人已是该凭证持有人。' },
    action: { en: 'Name another transferee.', zh: '请另行指定受让人。' },
  },
  FREEZE_EXISTS: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The certificate is frozen by this very document already.',
      zh: '该凭证已依据同一文书冻结。',
    },
    action: { en: 'Nothing is to be done.', zh: '无须操作。' },
  },
} as const satisfies ErrorArea;
