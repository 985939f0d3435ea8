import type { ErrorArea } from './error-entry.js';

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
} as const satisfies ErrorArea;
