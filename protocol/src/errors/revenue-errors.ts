import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of the revenue of public data. */
export const revenueErrors = {
  REVENUE_PRODUCT_INVALID: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Revenue is that of a data product that was registered.',
      zh: '收益须归属于已登记的数据产品。',
    },
    action: { en: 'Name the product’s certificate.', zh: '请填写数据产品的登记凭证。' },
  },
  REVENUE_RULE_CLOSED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The revenue rule takes no new records.', zh: '该收益分配规则已停用。' },
    action: { en: 'Name a rule that is in force.', zh: '请填写现行有效的规则。' },
  },
  REVENUE_RULE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The operation grant on which the product rests names another revenue rule.',
      zh: '该产品所依据的授权运营协议约定的是另一收益分配规则。',
    },
    action: { en: 'Name the rule of the agreement.', zh: '请填写协议约定的规则。' },
  },
  REVENUE_USE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The operation grant lists the product for another use.',
      zh: '授权运营协议为该产品约定的用途与此不同。',
    },
    action: { en: 'Give the use that the agreement lists.', zh: '请填写协议约定的用途。' },
  },
  REVENUE_SELF_CHECKED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The operator would reconcile, approve or audit its own revenue.',
      zh: '运营机构不得对自己的收益进行对账、审批或审计。',
    },
    action: { en: 'Name a rule with other officers.', zh: '请填写由其他机构核验的规则。' },
  },
  REVENUE_PERIOD_OPEN: {
    status: 409,
    retryable: false,
    meaning: { en: 'The period is not over.', zh: '该核算期间尚未结束。' },
    action: { en: 'Order it again after its end.', zh: '请在期间结束后提交。' },
  },
  REVENUE_PERIOD_CLAIMED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'A month of the period is accounted for in another record of this product.',
      zh: '该产品在此期间的某个月份已有收益记录。',
    },
    action: {
      en: 'Correct that record, or choose another period.',
      zh: '请更正该记录，或选择其他期间。',
    },
  },
  PUBLIC_BENEFIT_CHARGED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A product for public benefit charges nothing.',
      zh: '用于公共治理、公益事业的产品不得收费。',
    },
    action: { en: 'Give price and gross as 0.', zh: '单价与总收入应为 0。' },
  },
  PRICE_EXCEEDS_CEILING: {
    status: 422,
    retryable: false,
    meaning: { en: 'The price is above the rule’s ceiling.', zh: '单价超过规则规定的最高限价。' },
    action: { en: 'Charge at most the ceiling.', zh: '请将单价控制在最高限价以内。' },
  },
  PRICE_EXCEEDS_GROSS: {
    status: 422,
    retryable: false,
    meaning: { en: 'One unit would have cost more than all together.', zh: '单价高于总收入。' },
    action: { en: 'Check both figures.', zh: '请核对两个数额。' },
  },
  SHARES_NOT_WHOLE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The shares do not sum exactly to what gross exceeds cost by.',
      zh: '各方分配额之和不等于总收入减去成本的余额。',
    },
    action: {
      en: 'Share out all of it and no more.',
      zh: '请使分配额之和与可分配额完全一致。',
    },
  },
  SHARES_OFF_RULE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The shares sum up, but are not those of the rule.',
      zh: '分配额之和正确，但与规则规定的比例不符。',
    },
    action: { en: 'Take the shares that the message gives.', zh: '请采用消息中给出的分配额。' },
  },
  PAYMENTS_INCOMPLETE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Not exactly those who have a share were paid.',
      zh: '付款对象与应分配方不一致。',
    },
    action: { en: 'Give one payment for each share above 0.', zh: '请为每个大于 0 的分配额填写一笔付款。' },
  },
  TREASURY_RECEIPT_REQUIRED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The treasury’s share takes the receipt for the payment into the treasury, and no other does.',
      zh: '财政分配额须附缴库凭证，其他分配额不附。',
    },
    action: { en: 'Give the digest of the receipt.', zh: '请填写缴库凭证的摘要。' },
  },
  TREASURY_RECEIPT_USED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The treasury’s receipt was given for another payment.',
      zh: '该缴库凭证已用于另一笔付款。',
    },
    action: { en: 'Give the receipt of this payment.', zh: '请填写本次付款的缴库凭证。' },
  },
} as const satisfies ErrorArea;
