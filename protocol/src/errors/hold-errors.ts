import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of arbitration commissions' holds. */
export const holdErrors = {
  COURT_REQUIRED: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'Only a court’s order freezes a right; an arbitration commission hands the application on to the court.',
      zh: '只有人民法院的裁定才能冻结权利；仲裁委员会应当将当事人的申请提交人民法院。',
    },
    action: {
      en: 'Have the court sign, too, or file a hold that preserves or gives notice.',
      zh: '请由人民法院共同签署，或改为留存、告知。',
    },
    law: { en: 'Arbitration Law (2017), articles 28 and 46', zh: '仲裁法（2017 年）第二十八条、第四十六条' },
  },
  FREEZE_TARGET_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A freeze covers registered certificates and nothing else.',
      zh: '冻结的对象只能是已登记的凭证。',
    },
    action: { en: 'Name registered certificates.', zh: '请只填写已登记的凭证。' },
  },
  CUSTODIAN_MISSING: {
    status: 422,
    retryable: false,
    meaning: { en: 'Evidence is preserved by somebody who has it.', zh: '证据留存须指明原件的保管方。' },
    action: { en: 'Name who keeps the originals.', zh: '请填写原件保管方。' },
  },
  HOLD_ACKNOWLEDGED: {
    status: 409,
    retryable: false,
    meaning: { en: 'This custodian answered before.', zh: '该保管方此前已确认。' },
    action: { en: 'Nothing more is asked of it.', zh: '无需重复确认。' },
  },
} as const satisfies ErrorArea;
