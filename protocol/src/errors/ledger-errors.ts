import type { ErrorArea } from './error-entry.js';

/** Refusals of the contract and of the rules behind it, and conflicts in its transactions. */
export const ledgerErrors = {
  LEDGER_CONFLICT: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'The state that the transaction read has changed before it was committed.',
      zh: '交易读取的状态在提交前已改变。',
    },
    action: { en: 'Read the present version and submit again.', zh: '请读取当前版本后重新提交。' },
  },
  LEDGER_EXISTS: {
    status: 409,
    retryable: false,
    meaning: { en: 'The ledger was bootstrapped before.', zh: '账本已经完成初始化。' },
    action: { en: 'Use the ledger that exists, or a new channel.', zh: '请使用现有账本，或另建通道。' },
  },
  LEDGER_MISSING: {
    status: 409,
    retryable: false,
    meaning: { en: 'The ledger has not been bootstrapped.', zh: '账本尚未初始化。' },
    action: { en: 'Submit the genesis statement first.', zh: '请先提交创世声明。' },
  },
  STATE_VERSION_UNSUPPORTED: {
    status: 503,
    retryable: false,
    meaning: {
      en: 'The ledger’s state has a form that this program does not know: the network has moved on to a newer one.',
      zh: '账本状态采用了本程序不认识的格式：网络已升级到更新的版本。',
    },
    action: {
      en: 'Upgrade this organisation’s chaincode, or this verifier, to a version that knows it.',
      zh: '请将本组织的链码（或本验证程序）升级到支持该格式的版本。',
    },
  },
  CHANNEL_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: { en: 'The genesis statement names another channel.', zh: '创世声明指定的是另一通道。' },
    action: { en: 'Sign a genesis statement for this channel.', zh: '请为本通道签署创世声明。' },
  },
  FUNCTION_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: { en: 'The contract has no such function.', zh: '合约没有该函数。' },
    action: { en: 'Use a function of docs/specs/ledger.md.', zh: '请使用 docs/specs/ledger.md 所列函数。' },
  },
  ARGUMENT_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'An argument of a contract function does not have the form that docs/specs/ledger.md demands.',
      zh: '合约函数的参数不符合 docs/specs/ledger.md 的要求。',
    },
    action: { en: 'Correct the argument that the message names.', zh: '请修正消息中指出的参数。' },
  },
  TICK_STALE: {
    status: 409,
    retryable: true,
    meaning: {
      en: 'The named tick is not among the newest: the ledger’s clock has moved on, or is not there yet.',
      zh: '所指时标已不是最新：账本时钟已前进或尚未到达。',
    },
    action: { en: 'Read the newest tick and submit again.', zh: '请读取最新时标后重新提交。' },
  },
  TICK_EARLY: {
    status: 409,
    retryable: true,
    meaning: { en: 'The tick period has not passed yet.', zh: '时标周期尚未届满。' },
    action: { en: 'Wait until the period has passed.', zh: '请等待周期届满。' },
  },
  AUDIENCE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: { en: 'The statement is addressed to another ledger.', zh: '声明的对象是另一账本。' },
    action: { en: 'Sign a statement for this ledger.', zh: '请为本账本重新签署声明。' },
  },
  COMMAND_NOT_YET_VALID: {
    status: 422,
    retryable: true,
    meaning: {
      en: 'The command claims to be issued more than 15 minutes after the ledger’s time.',
      zh: '指令声称的签发时间比账本时间晚 15 分钟以上。',
    },
    action: { en: 'Correct the signer’s clock, or send it later.', zh: '请校正签名者时钟，或稍后发送。' },
  },
  COMMAND_EXPIRED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The command expired before the ledger’s time.', zh: '指令在账本时间之前已过期。' },
    action: { en: 'Sign the command anew.', zh: '请重新签署指令。' },
  },
  VERSION_CONFLICT: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The target’s version is not the one that the signer saw.',
      zh: '目标的版本与签名者所见不一致。',
    },
    action: { en: 'Read the present version and sign a new command.', zh: '请读取当前版本并签署新的指令。' },
  },
  ACTION_UNKNOWN: {
    status: 422,
    retryable: false,
    meaning: { en: 'The ledger has no such action.', zh: '账本没有该操作。' },
    action: { en: 'Use an action of docs/specs/ledger.md.', zh: '请使用 docs/specs/ledger.md 所列操作。' },
  },
  COMMAND_BODY_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The command’s body or target does not have the form that its action demands.',
      zh: '指令的正文或目标不符合该操作的要求。',
    },
    action: { en: 'Correct the member that the message names.', zh: '请修正消息中指出的成员。' },
  },
  LOG_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: { en: 'The ledger has no log of this origin.', zh: '账本中没有该来源的日志。' },
    action: { en: 'Register the log first.', zh: '请先登记该日志。' },
  },
  LOG_NOTE_MISMATCH: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The checkpoint is for another origin, size or root than this step demands, or has extension lines.',
      zh: '检查点的来源、大小或根与此步骤要求不符，或含有扩展行。',
    },
    action: { en: 'Sign a checkpoint of the demanded tree head.', zh: '请签署所要求树头的检查点。' },
  },
  ANCHOR_STALE: {
    status: 409,
    retryable: true,
    meaning: { en: 'The old size is not that of the last anchor.', zh: '旧大小与最近锚定的大小不一致。' },
    action: {
      en: 'Read the last anchor and prove consistency from it.',
      zh: '请读取最近的锚定并由其证明一致性。',
    },
  },
  ANCHOR_SMALLER: {
    status: 409,
    retryable: false,
    meaning: { en: 'The checkpoint is smaller than the last anchor.', zh: '检查点小于最近的锚定。' },
    action: { en: 'Submit a newer checkpoint.', zh: '请提交更新的检查点。' },
  },
  ANCHOR_FORK: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The checkpoint has the last anchor’s size but another root: the log has forked.',
      zh: '检查点与最近锚定大小相同但根不同：日志已分叉。',
    },
    action: {
      en: 'Keep both checkpoints: together they prove the fork.',
      zh: '请保留两个检查点：二者共同证明分叉。',
    },
  },
} as const satisfies ErrorArea;
