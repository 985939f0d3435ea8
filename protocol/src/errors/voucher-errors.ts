import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of vouchers and of claims against them. */
export const voucherErrors = {
  VOUCHER_SCHEME_CLOSED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The scheme takes no new vouchers.', zh: '该政策已停止发放数据要素券。' },
    action: { en: 'Name a scheme that is in force.', zh: '请填写现行有效的政策。' },
  },
  VOUCHER_CATEGORY_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'The scheme has no such category.', zh: '该政策没有此类别。' },
    action: { en: 'Take a category that the message names.', zh: '请采用消息中列出的类别。' },
  },
  VOUCHER_TO_OFFICE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Whoever issues, checks, approves or pays vouchers gets none.',
      zh: '发放、核验、审批、支付数据要素券的机构不得领用。',
    },
    action: { en: 'Name another holder.', zh: '请填写其他领用方。' },
  },
  VOUCHER_NUMBER_TAKEN: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Another voucher of the scheme has this number.',
      zh: '该券号已被同一政策下的另一券占用。',
    },
    action: { en: 'Give the next number.', zh: '请使用新的券号。' },
  },
  VOUCHER_NOT_EXPIRED: {
    status: 409,
    retryable: false,
    meaning: { en: 'The voucher’s validity has not ended.', zh: '该券尚在有效期内。' },
    action: { en: 'Order it after its end.', zh: '请在有效期届满后提交。' },
  },
  VOUCHER_NOT_USABLE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The voucher is used up, expired or clawed back.',
      zh: '该券已用完、已过期或已追回。',
    },
    action: { en: 'Claim against another voucher.', zh: '请使用其他券。' },
  },
  VOUCHER_PARTIES_RELATED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The seller is the voucher’s holder, or decides about claims against it.',
      zh: '卖方即领用方本身，或者是负责核验、审批、支付的机构。',
    },
    action: { en: 'Vouchers go towards what others sell.', zh: '数据要素券只能用于与无关联的卖方的交易。' },
  },
  VOUCHER_TRADE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The trade is not a settled one between the claimant and the seller, unrelated by their own statement.',
      zh: '所填交易不是领用方与该卖方之间、经声明无关联关系且已结算的交易。',
    },
    action: { en: 'Name the trade that was paid for.', zh: '请填写已结算的对应交易。' },
  },
  VOUCHER_EXCEEDED: {
    status: 409,
    retryable: false,
    meaning: { en: 'More is claimed than is left of the voucher.', zh: '申请金额超过该券的余额。' },
    action: { en: 'Claim at most what the message says is left.', zh: '请在余额范围内申请。' },
  },
  INVOICE_USED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The invoice was brought for another claim under this scheme.',
      zh: '该发票已在同一政策下用于另一笔申请。',
    },
    action: { en: 'Bring an invoice of its own for each claim.', zh: '每笔申请须使用不同的发票。' },
  },
  INVOICE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The invoice that was checked is not the one by which the claim was made.',
      zh: '核验的发票与申请时登记的发票不一致。',
    },
    action: {
      en: 'Reject the claim, or check the invoice of this claim.',
      zh: '请驳回申请，或核验本笔申请的发票。',
    },
  },
  REDEMPTION_SELF_CHECKED: {
    status: 403,
    retryable: false,
    meaning: { en: 'Whoever checked a claim does not approve it.', zh: '核验方不得审批同一笔申请。' },
    action: { en: 'Have another approver sign.', zh: '请由其他审批方签署。' },
  },
  VOUCHER_CLAWED_BACK: {
    status: 409,
    retryable: false,
    meaning: { en: 'The voucher was clawed back.', zh: '该券已被追回。' },
    action: { en: 'Reject the claim.', zh: '请驳回申请。' },
  },
} as const satisfies ErrorArea;
