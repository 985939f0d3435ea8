import type { BilingualText, ErrorArea } from './error-entry.js';

/** 公共数据资源授权运营实施规范（试行） (发改数据规〔2025〕27号). */
const operation: BilingualText = {
  en: 'Implementation Rules for the Authorised Operation of Public Data Resources (Trial; NDRC Data Rules [2025] No. 27)',
  zh: '《公共数据资源授权运营实施规范（试行）》（发改数据规〔2025〕27号）',
};

/** Refusals by the rules of operation grants of public data (公共数据授权运营), and of what rests on one. */
export const grantErrors = {
  GRANT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'What is said of the source is not what the named operation grant says: operator, product, end.',
      zh: '所述数据来源与所引授权运营协议的运营机构、产品或期限不符。',
    },
    action: {
      en: 'Let the grant’s operator apply, name one of its products, and give an end within its term.',
      zh: '请由该授权的运营机构办理，填写协议所列产品，且截止时间不晚于授权期限。',
    },
  },
  GRANT_NOT_IN_FORCE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The operation grant is not active, or its term has not begun or is over.',
      zh: '授权运营协议未处于有效状态，或其期限尚未开始、已经届满。',
    },
    action: {
      en: 'Wait until the grant is active again, or rest on one that is.',
      zh: '请待授权恢复有效后办理，或以有效的授权为依据。',
    },
  },
  GRANT_PARTIES_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Grantor, operator and the providers of shared data are not all different participants.',
      zh: '实施机构、运营机构与共享数据提供方不是互不相同的参与方。',
    },
    action: { en: 'Name different participants.', zh: '请填写互不相同的参与方。' },
  },
  GRANT_TERM_EXCESSIVE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The term is longer than five years, and no exception with its decision is on record.',
      zh: '授权期限超过五年，且未载明例外理由及其决定文件。',
    },
    action: {
      en: 'Shorten the term, or record the reason and the decision of the exception.',
      zh: '请缩短期限，或载明例外的理由与决定文件。',
    },
    law: operation,
  },
  REDEVELOPMENT_ALLOWED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The agreement would allow what is forbidden: that the operator redevelops the products.',
      zh: '协议未约定运营机构不得对授权运营的数据产品进行再开发。',
    },
    action: { en: 'Agree that the operator does not redevelop.', zh: '请在协议中约定不得再开发。' },
    law: operation,
  },
  GRANT_RENEWAL_MISMATCH: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The grant to be renewed is between other parties, suspended, terminated or renewed before.',
      zh: '拟续期的授权属于其他当事方，或已被中止、终止或续期。',
    },
    action: {
      en: 'Name a grant between the same parties, and let its suspension be lifted first.',
      zh: '请填写相同当事方之间的授权，并先解除其中止。',
    },
  },
  APPROVAL_BY_PARTY: {
    status: 422,
    retryable: false,
    meaning: { en: 'Who approves the plan is a party to it.', zh: '审批机关是协议当事方。' },
    action: { en: 'Let another authority approve it.', zh: '请由其他机关审批。' },
  },
  PROVIDER_CONSENT_MISSING: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Data shared by others would be shared on, and not all of those who provide them have consented.',
      zh: '协议涉及共享数据的再共享，而尚有提供方未同意。',
    },
    action: {
      en: 'Let the providers that the message names sign their consent.',
      zh: '请由消息中指出的提供方签署同意。',
    },
    law: operation,
  },
  PROVIDER_CONSENTED_BEFORE: {
    status: 409,
    retryable: false,
    meaning: { en: 'This provider has consented to these terms before.', zh: '该提供方此前已同意。' },
    action: { en: 'Nothing is left to do.', zh: '无需再操作。' },
  },
  GRANT_NOT_BEGUN: {
    status: 409,
    retryable: false,
    meaning: { en: 'The grant’s term has not begun.', zh: '授权期限尚未开始。' },
    action: { en: 'Wait until the term begins.', zh: '请待期限开始后办理。' },
  },
  GRANT_TERM_OVER: {
    status: 409,
    retryable: false,
    meaning: { en: 'The grant’s term is over.', zh: '授权期限已届满。' },
    action: { en: 'Plan a grant that renews it.', zh: '请办理续期授权。' },
  },
  GRANT_TERM_RUNNING: {
    status: 409,
    retryable: false,
    meaning: { en: 'The grant’s term is not over yet.', zh: '授权期限尚未届满。' },
    action: { en: 'Wait for its end, or terminate it by a document.', zh: '请待期限届满，或依据文件终止。' },
  },
  GRANT_SUSPENSION_EXISTS: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The grant is suspended by this very document already.',
      zh: '该授权已依据同一文件中止。',
    },
    action: { en: 'Nothing is to be done.', zh: '无须操作。' },
  },
  GRANT_EXITED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The operator has put its exit on record before.', zh: '运营机构此前已登记退出。' },
    action: { en: 'Nothing is left to do.', zh: '无需再操作。' },
  },
} as const satisfies ErrorArea;
