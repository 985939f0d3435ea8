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
  PSEUDONYM_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'A person’s pseudonym is not p- and 32 random hex digits.',
      zh: '自然人的假名不是 p- 加 32 位随机十六进制数。',
    },
    action: {
      en: 'Draw a new pseudonym for each recipient; never use a number of the person.',
      zh: '请为每个接收方随机生成新的假名，切勿使用个人号码。',
    },
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
  KEY_REVOKED: {
    status: 422,
    retryable: false,
    meaning: { en: 'The key has been revoked.', zh: '该密钥已被撤销。' },
    action: { en: 'Use a key that is not revoked.', zh: '请使用未被撤销的密钥。' },
  },
  KEY_EXISTS: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The public key was registered before; a public key is unique for ever.',
      zh: '该公钥此前已登记；公钥永久唯一。',
    },
    action: { en: 'Generate a new key pair.', zh: '请生成新的密钥对。' },
  },
  ROLE_MISSING: {
    status: 403,
    retryable: false,
    meaning: { en: 'A signer does not have the role that it claims.', zh: '签名者不具备其声称的角色。' },
    action: {
      en: 'Ask the registrar for the role, or sign as what you are.',
      zh: '请向登记机构申请角色，或以实际身份签署。',
    },
  },
  SIGNER_NOT_ENTITLED: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'The command’s signers are not those whom its action demands.',
      zh: '指令的签名者不是该操作所要求的签名者。',
    },
    action: {
      en: 'Have the command signed as docs/specs/ledger.md says.',
      zh: '请按 docs/specs/ledger.md 的规定签署指令。',
    },
  },
  RECOVERY_TOO_FEW: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'Too few administrators, or administrators of too few operators, have signed the recovery.',
      zh: '签署密钥恢复的管理员或其所属运营方数量不足。',
    },
    action: { en: 'Have more administrators sign a new command.', zh: '请由更多管理员签署新的指令。' },
  },
  ADMINISTRATORS_TOO_FEW: {
    status: 403,
    retryable: false,
    meaning: {
      en: 'Too few administrators, or administrators of too few operators, have signed the command.',
      zh: '签署该指令的管理员或其所属运营方数量不足。',
    },
    action: { en: 'Have more administrators sign a new command.', zh: '请由更多管理员签署新的指令。' },
  },
  RECOVERY_NEEDLESS: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The participant still has more than one key that is not revoked.',
      zh: '参与方仍有不止一个未撤销的密钥。',
    },
    action: { en: 'Let the participant act with another of its keys.', zh: '请由参与方使用其另一密钥操作。' },
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
  USCC_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The unified social credit code does not pass GB 32100, or is not the participant’s id.',
      zh: '统一社会信用代码未通过 GB 32100 校验，或与参与方编号不一致。',
    },
    action: {
      en: 'Correct the code, or have the registrar record an override with its reason.',
      zh: '请更正代码，或由登记机构记录特例及理由。',
    },
  },
  PARTICIPANT_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: { en: 'The ledger has no such participant.', zh: '账本中没有该参与方。' },
    action: { en: 'Register the participant first.', zh: '请先登记该参与方。' },
  },
  PARTICIPANT_RESERVED: {
    status: 409,
    retryable: false,
    meaning: {
      en: 'The id is that of an organisation of the network, whose key is its administrator’s.',
      zh: '该编号属于网络成员组织，其密钥为管理员密钥。',
    },
    action: { en: 'Choose another participant id.', zh: '请选择其他参与方编号。' },
  },
  POSSESSION_INVALID: {
    status: 422,
    retryable: false,
    meaning: {
      en: 'The proof of possession is for another participant or ledger, or is not signed by the key itself.',
      zh: '私钥持有证明针对其他参与方或账本，或并非由该密钥本身签署。',
    },
    action: {
      en: 'Sign a new proof with the new key for this participant and ledger.',
      zh: '请用新密钥为该参与方和账本重新签署证明。',
    },
  },
  COMPROMISE_EXISTS: {
    status: 409,
    retryable: false,
    meaning: { en: 'A compromise of the key was recorded before.', zh: '该密钥的泄露此前已记录。' },
    action: {
      en: 'Nothing is left to do; dispute the record off the ledger.',
      zh: '无需再次操作；如有异议请在账本之外处理。',
    },
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
