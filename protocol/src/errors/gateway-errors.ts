import type { ErrorArea } from './error-entry.js';

export const gatewayErrors = {
  IDEMPOTENCY_CONFLICT: {
    status: 422,
    retryable: false,
    meaning: { en: 'The same id was used before for another body.', zh: '同一编号此前已用于不同内容。' },
    action: { en: 'Use a new id for a new record.', zh: '新记录请使用新的编号。' },
  },
  STATEMENT_KIND_REFUSED: {
    status: 422,
    retryable: false,
    meaning: { en: 'This place does not take statements of this kind.', zh: '此接口不接受该类声明。' },
    action: {
      en: 'Send records to /v1/records, batches to /v1/batches and commands to /v1/commands.',
      zh: '记录请发送至 /v1/records，批次至 /v1/batches，命令至 /v1/commands。',
    },
  },
  ISSUED_IN_FUTURE: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The statement says that it was issued more than 15 minutes from now.',
      zh: '声明的签发时间比当前时间晚 15 分钟以上。',
    },
    action: { en: 'Set the signer’s clock and sign again.', zh: '请校准签名方时钟后重新签名。' },
  },
  BATCH_SIZE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The members that came are not as many as the batch says.',
      zh: '收到的成员数与批次所述不符。',
    },
    action: {
      en: 'Send the batch again, whole: first its envelope, then each member on its own line.',
      zh: '请完整重发批次：先发送信封，再逐行发送各成员。',
    },
  },
  BATCH_ROOT_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The members do not give the Merkle root that the batch signs.',
      zh: '各成员算出的默克尔根与批次所签的根不符。',
    },
    action: {
      en: 'Send exactly the members that were signed, in their order.',
      zh: '请按顺序原样发送签名时的成员。',
    },
  },
  REQUEST_INTERRUPTED: {
    status: 400,
    retryable: true,
    meaning: { en: 'The body ended before it was whole.', zh: '请求体在完整之前中断。' },
    action: { en: 'Send it again; nothing of it was taken.', zh: '请重新发送；其内容未被接收。' },
  },
  REQUEST_MALFORMED: {
    status: 400,
    retryable: false,
    meaning: {
      en: 'A path, query or header of the request does not have the form that the interface demands.',
      zh: '请求的路径、查询参数或请求头不符合接口要求。',
    },
    action: { en: 'Correct what the message names; see /docs.', zh: '请修正消息所指之处；参见 /docs。' },
  },
  BODY_TOO_LARGE: {
    status: 413,
    retryable: false,
    meaning: {
      en: 'The body, or one line of it, is larger than the limit.',
      zh: '请求体或其中一行超过大小限制。',
    },
    action: {
      en: 'Send less at once: a line or JSON body up to 1 MiB, a batch up to 10,000 members and 64 MiB.',
      zh: '请减小发送量：单行或 JSON 请求体不超过 1 MiB，批次不超过 10,000 个成员和 64 MiB。',
    },
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    retryable: false,
    meaning: { en: 'The address does not take bodies of this content type.', zh: '该地址不接受此内容类型。' },
    action: {
      en: 'Send application/json or application/x-ndjson, as /docs says.',
      zh: '请按 /docs 所述使用 application/json 或 application/x-ndjson。',
    },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    meaning: { en: 'The address exists, but not for this method.', zh: '该地址存在，但不支持此方法。' },
    action: { en: 'Use one of the methods in the Allow header.', zh: '请使用 Allow 头中列出的方法。' },
  },
  ADDRESS_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: { en: 'There is nothing at this address.', zh: '该地址下没有内容。' },
    action: { en: 'See /docs for the addresses that there are.', zh: '可用地址请参见 /docs。' },
  },
  RECORD_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'There is no such record: none of this name on the ledger, or no record or batch in this log under this participant and id.',
      zh: '没有该记录：账本上没有该名称的记录，或本日志中没有该参与方该编号的记录或批次。',
    },
    action: {
      en: 'Check the name, or participant and id; they are case-sensitive.',
      zh: '请核对名称，或参与方与编号（区分大小写）。',
    },
  },
  NOT_YET_ANCHORED: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'The record is durable and promised, but no anchored checkpoint covers it yet.',
      zh: '记录已持久保存并作出承诺，但尚无已锚定的检查点覆盖它。',
    },
    action: { en: 'Ask again in a few seconds.', zh: '请几秒后再次请求。' },
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    retryable: true,
    meaning: {
      en: 'The gateway has as much work in hand as it takes at once.',
      zh: '网关当前处理量已达上限。',
    },
    action: {
      en: 'Send it again after the time in the Retry-After header.',
      zh: '请按 Retry-After 头所示时间后重发。',
    },
  },
  QUOTA_EXCEEDED: {
    status: 429,
    retryable: false,
    meaning: {
      en: 'The participant has used up what its quota allows at this gateway today.',
      zh: '该参与方今日在本网关的配额已用尽。',
    },
    action: {
      en: 'Send it again after the time in the Retry-After header, or ask the registrar for a larger quota.',
      zh: '请按 Retry-After 头所示时间后重发，或向登记机构申请提高配额。',
    },
  },
  ONBOARDING_REQUEST_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'This is no onboarding request, or not one signed by the key that it is for.',
      zh: '不是入网申请，或未由其所载密钥签名。',
    },
    action: {
      en: 'Make it with “quancheng onboard request”; docs/specs/gateway.md gives its form.',
      zh: '请用 quancheng onboard request 制作；格式见 docs/specs/gateway.md。',
    },
  },
  ONBOARDING_FULL: {
    status: 429,
    retryable: false,
    meaning: {
      en: 'The gateway keeps as many onboarding requests as it may, in all or from this address.',
      zh: '网关保存的入网申请总数或来自该地址的申请数已达上限。',
    },
    action: {
      en: 'Send it again after the time in the Retry-After header, or hand the request’s file to the registrar.',
      zh: '请按 Retry-After 头所示时间后重发，或将申请文件直接交给登记机构。',
    },
  },
  TRUST_ROOT_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: {
      en: 'This gateway has not served a trust root of that sequence number.',
      zh: '该网关未曾提供此序号的信任根。',
    },
    action: {
      en: 'Ask another gateway, or get the file from the consortium.',
      zh: '请向其他网关或联盟获取该信任根。',
    },
  },
  GATEWAY_STOPPING: {
    status: 503,
    retryable: true,
    meaning: {
      en: 'The gateway is being stopped and takes nothing new.',
      zh: '网关正在停止，不再接收新内容。',
    },
    action: { en: 'Send it again once the gateway runs again.', zh: '请待网关恢复运行后重发。' },
  },
  GATEWAY_FAILED: {
    status: 500,
    retryable: false,
    meaning: { en: 'The gateway failed in a way that it did not expect.', zh: '网关发生意外故障。' },
    action: {
      en: 'Report it with the time of the request; what was not acknowledged is not promised.',
      zh: '请连同请求时间一并报告；未确认的内容不作承诺。',
    },
  },
  REQUEST_SIGNATURE_INVALID: {
    status: 401,
    retryable: false,
    meaning: {
      en: 'The request’s HTTP message signature is missing parts, or does not verify.',
      zh: '请求的 HTTP 消息签名不完整或验证不通过。',
    },
    action: {
      en: 'Sign method, authority, path and query as docs/specs/gateway.md says.',
      zh: '请按 docs/specs/gateway.md 对方法、主机、路径与查询进行签名。',
    },
  },
  REQUEST_SIGNATURE_EXPIRED: {
    status: 401,
    retryable: false,
    meaning: { en: 'The request’s signature is not in force now.', zh: '请求签名当前不在有效期内。' },
    action: { en: 'Check your clock and sign anew.', zh: '请核对本机时钟后重新签名。' },
  },
  REQUEST_REPLAYED: {
    status: 401,
    retryable: false,
    meaning: { en: 'A request with this nonce came before.', zh: '该随机数的请求此前已收到。' },
    action: { en: 'Sign every request with a nonce of its own.', zh: '请为每个请求使用新的随机数签名。' },
  },
  AS_OF_UNSETTLED: {
    status: 409,
    retryable: true,
    meaning: { en: 'The moment asked about is not safely past yet.', zh: '所询时刻尚未确定成为过去。' },
    action: { en: 'Ask again after two tick periods.', zh: '请在两个时标周期后再次查询。' },
  },
} as const satisfies ErrorArea;
