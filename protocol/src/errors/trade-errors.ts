import type { ErrorArea } from './error-entry.js';

/** Refusals by the rules of trades in data products (数据产品交易). */
export const tradeErrors = {
  TRADE_PARTIES_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Seller, buyer and exchange are not different participants.',
      zh: '卖方、买方与交易场所不是互不相同的参与方。',
    },
    action: { en: 'Name different participants.', zh: '请填写互不相同的参与方。' },
  },
  EXCHANGE_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'The named exchange is not registered as one.', zh: '所填交易场所未登记为数据交易场所。' },
    action: {
      en: 'Name a participant of type exchange, or trade off exchange.',
      zh: '请填写类型为交易场所的参与方，或改为场外交易。',
    },
  },
  PRODUCT_INVALID: {
    status: 422,
    retryable: false,
    meaning: { en: 'The certificate is not that of a data product.', zh: '所引凭证不是数据产品登记凭证。' },
    action: {
      en: 'Register the product, and trade by its certificate.',
      zh: '请先办理数据产品登记，再以其凭证交易。',
    },
  },
  PRODUCT_NOT_HELD: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The seller does not hold the product’s certificate, or holds it no longer.',
      zh: '卖方不是（或不再是）该产品凭证的持有人。',
    },
    action: { en: 'Let the holder list it.', zh: '请由持有人挂牌。' },
  },
  PRODUCT_NOT_LIVE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The product’s certificate is not in force: not registered, ended, cancelled or revoked.',
      zh: '产品凭证未处于有效状态：未登记、已过期、已注销或已撤销。',
    },
    action: { en: 'Register or renew it first.', zh: '请先办理登记或续展。' },
  },
  USE_EXCEEDS_GRANT: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The operation grant has the product for another use than the trade permits.',
      zh: '交易许可的用途与授权运营协议中该产品的用途不符。',
    },
    action: { en: 'Permit the use that the grant names.', zh: '请按授权协议所列用途许可使用。' },
  },
  RELATED_PARTIES_REFUSED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'Seller and buyer are related, and the operation grant allows no trade between them.',
      zh: '买卖双方存在关联关系，而授权协议不允许关联交易。',
    },
    action: { en: 'Sell to others.', zh: '请与非关联方交易。' },
  },
  TRADE_SCHEDULE_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The times of the licence, its delivery, acceptance and settlement do not follow one another.',
      zh: '许可、交付、验收与结算的时间先后不合理。',
    },
    action: {
      en: 'Let delivery be due in the future and within the licence, acceptance not before it.',
      zh: '请将交付期限定在将来且在许可期内，验收期限不早于交付期限。',
    },
  },
  TRADE_EXCEEDS_SOURCE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The licence would outlast the seller’s own right to the data.',
      zh: '使用许可将超过卖方取得数据的授权期限。',
    },
    action: {
      en: 'End the licence no later than the source’s agreement and grant.',
      zh: '请将许可截止时间定在来源协议与授权期限之内。',
    },
  },
  EXCLUSIVE_TAKEN: {
    status: 409,
    retryable: false,
    meaning: { en: 'Another trade has the product exclusively.', zh: '该产品已由另一交易独占许可。' },
    action: { en: 'Wait until the exclusive licence ends.', zh: '请待独占许可期满。' },
  },
  TRADE_TERM_OVER: {
    status: 409,
    retryable: false,
    meaning: { en: 'The licence has ended before the delivery.', zh: '使用许可在交付前已届满。' },
    action: { en: 'Dispute the trade, or make a new one.', zh: '请提出争议，或另行交易。' },
  },
  DELIVERY_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'What the buyer accepts is not what the seller says it delivered.',
      zh: '买方验收的内容与卖方交付的不一致。',
    },
    action: {
      en: 'Dispute the delivery, or accept by the delivery’s digests.',
      zh: '请对交付提出争议，或按交付摘要验收。',
    },
  },
  RESOLUTION_UNFOUNDED: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The resolution accepts a delivery that is not what is disputed.',
      zh: '争议并非针对尚未验收的交付，不能以验收了结。',
    },
    action: { en: 'Let the trade continue, or rescind it.', zh: '请决定继续履行或解除交易。' },
  },
  TRADE_NOT_COMPENSABLE: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'Only a trade that is settled, closed or rescinded is compensated.',
      zh: '仅已结算、已完成或已解除的交易可以冲正。',
    },
    action: { en: 'Settle or resolve the trade first.', zh: '请先结算或了结该交易。' },
  },
  TRADE_COMPENSATED: {
    status: 409,
    retryable: false,
    meaning: { en: 'Another trade compensates this one already.', zh: '该交易已被冲正。' },
    action: {
      en: 'Compensate the compensating trade if that was wrong.',
      zh: '如冲正有误，请对冲正记录另行冲正。',
    },
  },
} as const satisfies ErrorArea;
