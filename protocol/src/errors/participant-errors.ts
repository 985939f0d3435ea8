import type { ErrorArea } from './error-entry.js';

/** Participants, their keys and roles, and who may order what. */
export const participantErrors = {
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
} as const satisfies ErrorArea;
